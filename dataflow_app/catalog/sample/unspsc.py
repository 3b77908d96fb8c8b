"""The part of the UNSPSC that the sample products stand in."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from dataflow_app.catalog.sample.family import Family

LEVELS: dict[int, Literal["segment", "family", "class", "commodity"]] = {2: "segment", 4: "family", 6: "class", 8: "commodity"}

TITLES: dict[str, str] = {
    "14": "Paper Materials and Products", "1411": "Paper products", "141115": "Printing and writing paper",
    "24": "Material Handling and Conditioning and Storage Machinery", "2410": "Material handling machinery and equipment",
    "241015": "Industrial trucks", "241016": "Lifting equipment and accessories", "241020": "Shelving and storage",
    "2411": "Containers and storage", "241125": "Corrugated and other boxes for distribution", "2414": "Packing supplies",
    "241415": "Securing and protecting supplies",
    "26": "Power Generation and Distribution Machinery and Accessories",
    "2611": "Batteries and generators and kinetic power transmission", "261117": "Batteries and cells and accessories",
    "2612": "Electrical wire and cable and harness", "261216": "Electrical cable and accessories",
    "27": "Tools and General Machinery", "2711": "Hand tools", "271116": "Forming tools", "271117": "Wrenches and drivers",
    "271121": "Holding and clamping tools", "271127": "Power tools",
    "31": "Manufacturing Components and Supplies", "3116": "Hardware", "311615": "Screws", "311616": "Bolts", "311617": "Nuts",
    "311621": "Anchors", "3117": "Bearings and bushings and wheels and gears", "311715": "Bearings",
    "3119": "Grinding and polishing and smoothing materials", "311915": "Abrasives and abrasive media", "3120": "Adhesives and sealants",
    "312015": "Tape", "312016": "Other adhesives and sealants",
    "39": "Electrical Systems and Lighting and Components and Accessories and Supplies",
    "3910": "Lamps and lightbulbs and lamp components", "391016": "Lamps and lightbulbs", "3911": "Lighting fixtures and accessories",
    "391115": "Indoor lighting and fixtures", "3912": "Electrical equipment and components and supplies",
    "391214": "Electrical lugs and plugs and connectors", "391216": "Circuit protection devices and accessories",
    "391222": "Electrical switches and accessories",
    "40": "Distribution and Conditioning Systems and Equipment and Components", "4010": "Heating and ventilation and air circulation",
    "401016": "Air circulation and parts and accessories", "4014": "Fluid and gas distribution", "401416": "Valves", "401420": "Hoses",
    "4015": "Industrial pumps and compressors", "401515": "Pumps", "4016": "Industrial filtering and purification", "401615": "Filters",
    "4017": "Pipe piping and pipe fittings", "401715": "Commercial pipe and piping", "401728": "Pipe couplings",
    "41": "Laboratory and Measuring and Observing and Testing Equipment", "4110": "Laboratory and scientific equipment",
    "411039": "Laboratory centrifuges and accessories", "4111": "Measuring and observing and testing instruments",
    "411115": "Weight measuring instruments", "411116": "Length and thickness and distance measuring instruments",
    "411117": "Viewing and observing instruments and accessories", "411136": "Electrical measuring and testing equipment",
    "4112": "Laboratory supplies and fixtures", "411215": "Pipettes and liquid handling equipment",
    "411218": "Laboratory glassware and supplies",
    "42": "Medical Equipment and Accessories and Supplies", "4213": "Medical apparel and textiles",
    "421322": "Medical gloves and accessories", "4214": "Patient care and treatment products and supplies",
    "421426": "Syringes and accessories", "4217": "Emergency and field medical services products",
    "421720": "Emergency medical services first aid kits", "4218": "Patient exam and monitoring products",
    "421816": "Blood pressure units and related products", "421821": "Stethoscopes and related products",
    "421822": "Medical thermometers and accessories", "4231": "Wound care products",
    "423115": "Bandages and dressings and related products",
    "43": "Information Technology Broadcasting and Telecommunications", "4320": "Components for information technology",
    "432018": "Media storage devices", "4321": "Computer equipment and accessories", "432116": "Computer accessories",
    "432117": "Computer data input devices", "432119": "Computer displays", "4322": "Data voice or multimedia network equipment",
    "432226": "Network service equipment",
    "44": "Office Equipment and Accessories and Supplies", "4410": "Office machines and their supplies",
    "441031": "Printer and facsimile and photocopier supplies", "4411": "Office and desk accessories", "441119": "Boards",
    "4412": "Office supplies", "441216": "Desk supplies", "441217": "Writing instruments", "441220": "Folders and binders and indexes",
    "46": "Defence and Law Enforcement and Security and Safety Equipment", "4617": "Security surveillance and detection",
    "461715": "Locks and security hardware and accessories", "4618": "Personal safety and protection", "461815": "Safety apparel",
    "461816": "Safety footwear", "461817": "Face and head protection", "461818": "Vision protection and accessories",
    "461819": "Hearing protectors", "461820": "Respiratory protection", "461823": "Fall protection and rescue equipment",
    "47": "Cleaning Equipment and Supplies", "4712": "Janitorial equipment", "471216": "Floor machines and accessories",
    "471217": "Waste containers and accessories", "4713": "Cleaning and janitorial supplies",
    "471316": "Brooms and mops and brushes and accessories", "471318": "Cleaning and disinfecting solutions",
    "56": "Furniture and Furnishings", "5610": "Accommodation furniture", "561017": "Office furniture",
    "5611": "Commercial and industrial furniture", "561121": "Seating",
}  # fmt: skip


@dataclass(frozen=True)
class Code:
    """One code with its title, its level and the code above it (None for a segment)."""

    code: str
    title: str
    level: Literal["segment", "family", "class", "commodity"]
    parent: str | None


def unspsc_codes(families: Iterable[Family]) -> list[Code]:
    """Return the families' commodities and all levels above them, parents first."""
    found = {code.code: code for family in families for code in _line(family)}
    return sorted(found.values(), key=lambda code: (list(LEVELS.values()).index(code.level), code.code))


def _line(family: Family) -> Iterator[Code]:
    """Yield segment, family, class and commodity of a family of products."""
    for digits, level in LEVELS.items():
        prefix = family.commodity[:digits]
        title = family.title if level == "commodity" else TITLES[prefix]
        parent = None if level == "segment" else family.commodity[: digits - 2].ljust(8, "0")
        yield Code(prefix.ljust(8, "0"), title, level, parent)
