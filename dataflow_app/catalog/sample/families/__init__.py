"""The families of the sample catalogue, a module for each part of the store."""

from dataflow_app.catalog.sample.families.cleaning import CLEANING
from dataflow_app.catalog.sample.families.computing import COMPUTING
from dataflow_app.catalog.sample.families.electrical import ELECTRICAL
from dataflow_app.catalog.sample.families.fastening import FASTENING
from dataflow_app.catalog.sample.families.furniture import FURNITURE
from dataflow_app.catalog.sample.families.handling import HANDLING
from dataflow_app.catalog.sample.families.laboratory import LABORATORY
from dataflow_app.catalog.sample.families.medical import MEDICAL
from dataflow_app.catalog.sample.families.office import OFFICE
from dataflow_app.catalog.sample.families.plumbing import PLUMBING
from dataflow_app.catalog.sample.families.safety import SAFETY
from dataflow_app.catalog.sample.families.tools import TOOLS
from dataflow_app.catalog.sample.family import Family

FAMILIES: tuple[Family, ...] = (
    *TOOLS,
    *SAFETY,
    *ELECTRICAL,
    *PLUMBING,
    *LABORATORY,
    *MEDICAL,
    *OFFICE,
    *CLEANING,
    *FASTENING,
    *HANDLING,
    *COMPUTING,
    *FURNITURE,
)
