"""An organisation's own figures: how its pages do, and how long it usually takes to answer (rows A11, M15)."""
