"""What a council expects of those it pays, version by version, and who said yes to which (rows M01 to M03)."""
