"""How far one installation goes: service times, measured, and a simulation that is fed by them (``docs/scaling.md``)."""
