"""The vendors of the sample catalogue: a house for every town, and which families each of them carries."""

from dataclasses import dataclass
from decimal import Decimal
from random import Random

PLACES: tuple[tuple[str, str, str], ...] = (
    ("Rotterdam", "NL", "+31 10"), ("Hamburg", "DE", "+49 40"), ("Leeds", "GB", "+44 113"), ("Lyon", "FR", "+33 4"),
    ("Milan", "IT", "+39 02"), ("Gdansk", "PL", "+48 58"), ("Gothenburg", "SE", "+46 31"), ("Chicago", "US", "+1 312"),
    ("Cleveland", "US", "+1 216"), ("Toronto", "CA", "+1 416"), ("Osaka", "JP", "+81 6"), ("Singapore", "SG", "+65 6"),
    ("Melbourne", "AU", "+61 3"), ("Bilbao", "ES", "+34 94"), ("Vienna", "AT", "+43 1"), ("Dublin", "IE", "+353 1"),
)  # fmt: skip
HOUSES: tuple[str, ...] = (
    "Aldgate", "Barlow", "Castlereagh", "Dunmore", "Eastfield", "Fairhaven", "Greymount", "Hollis", "Ironbridge", "Jansen",
    "Kingsway", "Lindqvist", "Marlowe", "Northgate", "Oakhurst", "Pemberton",
)  # fmt: skip
TRADES: tuple[str, ...] = ("Industrial Supply", "Wholesale", "Trading", "Distribution")
TERMS: tuple[str, ...] = ("Net 14", "Net 30", "Net 30", "Net 45", "Net 60")


@dataclass(frozen=True)
class SampleVendor:
    """What is known of one vendor; addresses end in ``.example``, so that nobody is ever written to."""

    code: str
    name: str
    city: str
    country: str
    phone: str
    host: str
    payment_terms: str
    lead_time_days: int
    rating: Decimal
    is_preferred: bool


def sample_vendors(seed: int) -> list[SampleVendor]:
    """Return the 64 vendors, always the same for a seed."""
    random = Random(f"vendors {seed}")  # noqa: S311 - sample data, no secret
    pairs = [(house, trade) for trade in TRADES for house in HOUSES]
    return [_vendor(number, house, trade, random) for number, (house, trade) in enumerate(pairs, start=1)]


def _vendor(number: int, house: str, trade: str, random: Random) -> SampleVendor:
    city, country, dialling = random.choice(PLACES)
    rating = Decimal(random.randint(30, 50)) / 10
    return SampleVendor(
        code=f"VEN-{number:03}",
        name=f"{house} {trade}",
        city=city,
        country=country,
        phone=f"{dialling} 555 {number:04}",
        host=f"{house}-{trade.split(maxsplit=1)[0]}.example".lower(),
        payment_terms=random.choice(TERMS),
        lead_time_days=random.choice((2, 3, 5, 7, 10, 14, 21)),
        rating=rating,
        is_preferred=rating >= Decimal("4.5"),
    )
