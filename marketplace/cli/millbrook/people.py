"""The made-up people of Millbrook (section 5 of the domain text), and how to sign in as each."""

from __future__ import annotations

from dataclasses import dataclass

PASSWORD = "calm-harbour-lights"  # noqa: S105 - made-up people on a machine of one's own


@dataclass(frozen=True)
class DemoPerson:
    """One made-up person: key, the name they like, full name, and who they are in one line."""

    key: str
    known_as: str
    full_name: str
    who: str
    site_role: str = ""

    @property
    def email(self) -> str:
        """Return the address they sign in with; .example never receives mail."""
        return f"{self.key}@millbrook.example"


EVERYONE = (
    DemoPerson("tom", "Tom", "Tom Barrow", "Tom: the council looks after his support money"),
    DemoPerson("margaret", "Margaret", "Margaret Hale", "Margaret: the council pays for support, she pays for miles"),
    DemoPerson("shirin", "Shirin", "Shirin Farahani", "Shirin: plans her week and picks her workers"),
    DemoPerson("laleh", "Laleh", "Laleh Farahani", "Laleh: Shirin chose her to look after the money"),
    DemoPerson("ali", "Ali", "Ali Noor", "Ali: the council looks after his support money"),
    DemoPerson("beth", "Beth", "Beth Lowry", "Beth: her support money is paid to her"),
    DemoPerson("carl", "Carl", "Carl Pruett", "Carl: pays for himself"),
    DemoPerson("dee", "Dee", "Dee Okafor", "Dee: another organisation looks after her support money"),
    DemoPerson("george", "George", "George Ashby", "George: keeps his hours, loves growing things"),
    DemoPerson("jo", "Jo", "Jo Marsden", "Jo: runs Harbour Wellbeing, which gives support"),
    DemoPerson("dev", "Dev", "Dev Patel-Ross", "Dev: a worker at Harbour Wellbeing"),
    DemoPerson("ruth", "Ruth", "Ruth Keane", "Ruth: at Meadow Trust Funds, looks after Dee's support money"),
    DemoPerson("colin", "Colin", "Colin Webb", "Colin: pays invoices at Millbrook Council"),
    DemoPerson("femi", "Femi", "Femi Adeyemi", "Femi: a key worker", site_role="key_worker"),
    DemoPerson("priya", "Priya", "Priya Nair", "Priya: plans services for the council", site_role="commissioner"),
    DemoPerson("robin", "Robin", "Robin Tully", "Robin: looks after this site", site_role="site_staff"),
)
