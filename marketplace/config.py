"""Every setting, from the environment (KITH_…), with the value used when nothing is set.

Nothing set means development. In production the site refuses to start without a secret. Each is listed in README.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from marketplace.kernel.errors import SetUpError


class CrisisLine(BaseModel):
    """One way to get help now: the words of the link and where it goes."""

    words: str
    href: str


def _crisis_lines() -> list[CrisisLine]:
    # Rule G9 of the domain text; the numbers are to be checked every year.
    return [
        CrisisLine(words="In danger: call 999", href="tel:999"),
        CrisisLine(words="Need help soon: call 111, press 2", href="tel:111"),
        CrisisLine(words="To talk: Samaritans 116 123", href="tel:116123"),
        CrisisLine(words="To text: SHOUT to 85258", href="sms:85258?body=SHOUT"),
    ]


class Site(BaseModel):
    """What an operator changes without touching code: name, look, how to reach a person, urgent help."""

    name: str = "Kith"
    strapline: str = "Find support, on your own or together"
    logo: str = ""
    colours: dict[
        Literal["brand", "brand_words", "link", "ground", "foot", "text"],
        Annotated[str, Field(pattern="^#[0-9a-fA-F]{6}$")],
    ] = Field(default_factory=dict)
    address: str = "http://127.0.0.1:8000"
    phone: str = "0800 000 0000"
    email: str = "hello@kith.example"
    opening_hours: str = "9 am to 5 pm, Monday to Friday"
    leave_url: str = "https://www.bbc.co.uk/weather"
    crisis_lines: list[CrisisLine] = Field(default_factory=_crisis_lines)


class Mail(BaseModel):
    """How mail leaves: printed by the worker (one's own machine), by an SMTP server, or by GOV.UK Notify."""

    way: Literal["console", "smtp", "notify", "none"] = "console"
    sender: str = "no-reply@kith.example"
    host: str = "127.0.0.1"
    port: int = Field(default=25, ge=1, le=65535)
    user: str = ""
    password: str = ""
    security: Literal["none", "starttls", "tls"] = "starttls"


class Text(BaseModel):
    """How texts leave: printed by the worker, or by GOV.UK Notify."""

    way: Literal["console", "notify", "none"] = "console"


class Notify(BaseModel):
    """GOV.UK Notify: the key, the templates for a mail and for a text, and where it is reached."""

    key: str = ""
    email_template: str = ""
    text_template: str = ""
    address: str = "https://api.notifications.service.gov.uk"


class Semantic(BaseModel):
    """Search by meaning as well as by words: a sentence model in ONNX and its tokenizer. Off when neither is named."""

    model: str = ""
    tokenizer: str = ""

    @property
    def files(self) -> tuple[Path, Path] | None:
        """Return model and tokenizer, or None. Raises SetUpError when only one is named."""
        if bool(self.model) != bool(self.tokenizer):
            raise SetUpError("Set both KITH_SEMANTIC__MODEL and KITH_SEMANTIC__TOKENIZER, or neither.")
        return (Path(self.model), Path(self.tokenizer)) if self.model else None


class Settings(BaseSettings):
    """All settings; nested ones by two underscores, like KITH_SITE__NAME."""

    model_config = SettingsConfigDict(env_prefix="KITH_", env_nested_delimiter="__", extra="ignore")

    environment: Literal["development", "test", "production"] = "development"
    data: Path = Path("var")
    database_url: str = ""
    secret: str = ""
    import_max_bytes: int = Field(default=200 * 1024 * 1024, gt=0)
    web_workers: int = Field(default=2, ge=1)
    web_threads: int = Field(default=4, ge=1)
    proxies: int = Field(default=0, ge=0)
    site: Site = Field(default_factory=Site)
    mail: Mail = Field(default_factory=Mail)
    text: Text = Field(default_factory=Text)
    notify: Notify = Field(default_factory=Notify)
    semantic: Semantic = Field(default_factory=Semantic)

    @property
    def database(self) -> str:
        """Return the database's address: the setting, or a SQLite file in the data folder."""
        return self.database_url or f"sqlite:///{self.data.resolve() / 'kith.db'}"

    @property
    def index_folder(self) -> Path:
        """Return the folder of the search index."""
        return self.data.resolve() / "index"

    @property
    def secret_key(self) -> str:
        """Return the secret that signs sessions. Raises SetUpError in production when it is not set."""
        if self.secret:
            return self.secret
        if self.environment == "production":
            msg = "Set KITH_SECRET to a long random text before starting in production."
            raise SetUpError(msg)
        return "development-only-secret"


def load_settings(*, data: Path | None = None) -> Settings:
    """Read the settings; `data` (the --data option) wins over KITH_DATA. Raises SetUpError naming a wrong one."""
    try:
        settings = Settings()
    except ValidationError as error:
        wrong = error.errors()[0]
        name = "KITH_" + "__".join(str(part) for part in wrong["loc"]).upper()
        msg = f"The setting {name} cannot be used: {wrong['msg']}."
        raise SetUpError(msg) from None
    if data is not None:
        # --data names a whole folder: its own database goes with it, unless a database is named as well.
        settings.data = data
    return settings
