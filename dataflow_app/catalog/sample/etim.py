"""The ETIM classes that sample products belong to."""

from dataclasses import dataclass


@dataclass(frozen=True)
class EtimClass:
    """One class: its code, name, group and the features that describe a product of it."""

    code: str
    name: str
    group_code: str
    group_name: str
    features: tuple[str, ...]


ETIM_CLASSES: tuple[EtimClass, ...] = (
    EtimClass("EC000003", "Residual current circuit breaker", "EG000020", "Circuit protection", ("current", "sensitivity", "poles")),
    EtimClass("EC000030", "Installation switch", "EG000017", "Switches and sockets", ("kind", "current", "colour")),
    EtimClass(
        "EC000042", "Miniature circuit breaker", "EG000020", "Circuit protection", ("curve", "current", "poles", "breaking capacity")
    ),
    EtimClass("EC000057", "Low-voltage power cable", "EG000001", "Cables", ("kind", "cores", "area")),
    EtimClass("EC000123", "Battery drill/driver", "EG000050", "Electric tools", ("voltage", "torque", "chuck")),
    EtimClass("EC000125", "Socket outlet", "EG000017", "Switches and sockets", ("gangs", "style", "colour")),
    EtimClass("EC000186", "Hexagon bolt", "EG000030", "Fastening", ("thread", "grade")),
    EtimClass("EC000207", "Circulation pump", "EG000061", "Pumps", ("kind", "flow", "power")),
    EtimClass("EC000335", "Fan", "EG000063", "Ventilation", ("kind", "diameter", "flow")),
    EtimClass("EC000363", "Battery", "EG000022", "Batteries", ("size", "kind")),
    EtimClass("EC000440", "Vernier caliper", "EG000051", "Measuring tools", ("kind", "range")),
    EtimClass("EC000441", "Angle grinder", "EG000050", "Electric tools", ("disc", "power", "spindle")),
    EtimClass("EC000442", "Circular saw", "EG000050", "Electric tools", ("blade", "power", "bevel")),
    EtimClass("EC000443", "Vacuum cleaner", "EG000052", "Cleaning machines", ("kind", "volume", "power")),
    EtimClass("EC000734", "Network switch", "EG000041", "Data technology", ("ports", "speed", "power")),
    EtimClass("EC001262", "Patch cord copper", "EG000041", "Data technology", ("grade", "shield", "length")),
    EtimClass("EC001432", "Multimeter", "EG000051", "Measuring tools", ("kind", "category", "counts")),
    EtimClass("EC001959", "LED lamp", "EG000028", "Lamps", ("cap", "output", "light")),
    EtimClass("EC002020", "Safety helmet", "EG000055", "Personal protection", ("vent", "suspension", "colour")),
    EtimClass("EC002021", "Safety spectacles", "EG000055", "Personal protection", ("lens", "coating")),
    EtimClass("EC002555", "Deep groove ball bearing", "EG000032", "Bearings", ("series", "seal")),
    EtimClass("EC002892", "Ceiling and wall luminaire", "EG000027", "Luminaires", ("size", "output", "glare", "light")),
    EtimClass("EC010034", "Ball valve", "EG000060", "Valves", ("body", "thread", "pressure")),
)
