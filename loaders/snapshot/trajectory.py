"""Make geodata/milestones, projects and targets from the collected tables: same facts, with Dutch texts and keys.

`milestones.yaml`, `projects.yaml` and `targets.yaml` add what the tables lack, row by row; `partners.yaml` maps their
names of partners to keys. Partners, workstreams and the trajectory_* tables are kept by hand in geodata/.

A register keeps its first filling as its first version; what `corrections.yaml` changes is the second.
"""

import hashlib
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

from loaders.card import Card, DatasetError, Version, seal
from loaders.snapshot import corrections
from loaders.trajectory.validation import TABLES, columns_of, slug

HERE = Path(__file__).parent
# Marks a date that is not certain in a collected sentence; kept as `date_basis`, so it is removed from the sentence.
PLANNED = "PLANNED: "


def make(prepared: Path, geodata: Path) -> None:
    """Write the three tables into `geodata` and seal their cards.

    Raises DatasetError if a register has later versions by imports: making it again would lose them.
    """
    kept = [name for name in TABLES if not _made_here(Card.of(name, geodata).fields.versions, name)]
    if kept:
        raise DatasetError(f"{', '.join(kept)}: kept up by imports since the first filling; not made anew")
    source = prepared / "trajectory"
    collected = {
        name: pd.read_csv(source / f"{name}.csv", dtype=str, keep_default_na=False)
        for name in ("milestones", "projects", "targets")
    }
    registers = {
        "milestones": milestones(collected["milestones"]),
        "projects": projects(collected["projects"], collected["milestones"]),
    }
    for name, table in registers.items():
        _fill(Card.of(name, geodata), table)
    aims = corrections.apply_corrections("targets", targets(collected["targets"], geodata))
    aims.to_csv(Card.of("targets", geodata).path, index=False, lineterminator="\n")
    seal("targets", geodata)


def _made_here(versions: Sequence[Version], name: str) -> bool:
    """Whether a register has only the versions that this module makes: the first filling, and its corrections."""
    first, *later = versions
    own_name = rf"{name}-{corrections.day()}-corrected-[0-9a-f]{{8}}\.csv"
    return first.file == f"{name}.csv" and all(re.fullmatch(own_name, version.file) for version in later)


def _fill(card: Card, table: pd.DataFrame) -> None:
    """Write the first filling and the corrected register as two versions, as an import would, and seal the card."""
    first = card.fields.versions[0]
    for old in card.folder.glob(f"{card.name}-*-corrected-*.csv"):
        old.unlink()
    table.to_csv(card.folder / first.file, index=False, lineterminator="\n")
    body = corrections.apply_corrections(card.name, table).to_csv(index=False, lineterminator="\n").encode("utf-8")
    file = f"{card.name}-{corrections.day()}-corrected-{hashlib.sha256(body).hexdigest()[:8]}.csv"
    (card.folder / file).write_bytes(body)
    card.update(file=file, versions=[first.model_dump(), {"day": corrections.day(), "file": file}])
    seal(card.name, card.folder.parent)


def rules(name: str, rows: pd.DataFrame) -> dict[str, Any]:
    """The yaml beside this file; every row of the collected table must have its entry, and no other may."""
    content: dict[str, Any] = yaml.safe_load((HERE / f"{name}.yaml").read_text("utf-8"))
    if set(content["rows"]) != set(range(2, len(rows) + 2)):
        raise DatasetError(f"{name}.yaml has not one entry for each row of {name}.csv")
    return content


def milestones(rows: pd.DataFrame) -> pd.DataFrame:
    """The register of milestones, columns and order of its card, all text."""
    config = rules("milestones", rows)
    entries = []
    for number, row in enumerate(rows.to_dict("records"), start=2):
        more, theme = config["rows"][number], row["category"]
        default = config["themes"][theme]
        titles = {language: written(row[f"title_{language}"], config["written"]) for language in ("nl", "en")}
        entries.append(
            {
                "milestone": slug(titles["en"]),
                "date": row["date"],
                "date_basis": more.get("basis", "stated"),
                "status": "planned" if row["title_en"].startswith(PLANNED) else "happened",
                **{f"title_{language}": title for language, title in titles.items()},
                "summary_nl": more["nl"],
                "summary_en": row["summary_en"],
                "theme": theme,
                "workstreams": more.get("streams", default["streams"]),
                "partners": partners(row["partners"]),
                "funds": more.get("fund", ""),
                "sdgs": more.get("sdgs", default["sdgs"]),
                "project": more.get("project", ""),
                "headline": "yes" if more.get("head") else "",
                **_place(row),
                "source_url": row["source_url"],
                "source_date": source_date(row["source_date"]),
            }
        )
    return pd.DataFrame(entries)[columns_of("milestones")]


def projects(rows: pd.DataFrame, dated: pd.DataFrame) -> pd.DataFrame:
    """The register of projects. A source that a milestone has too has the milestone's date of source.

    dated   the collected milestones
    """
    additions = rules("projects", rows)["rows"]
    dates = dict(zip(dated["source_url"], dated["source_date"].map(source_date), strict=True))
    entries = []
    for number, row in enumerate(rows.to_dict("records"), start=2):
        more = additions[number]
        certainty = str(more["certainty"])
        place = dated.iloc[more["at"] - 2].to_dict() if "at" in more else {"lat": "", "lon": ""}
        lead = str(more["lead"])
        others = [key for key in partners(row["partners"]).split() if key != lead]
        # A lead the source names without saying who leads is a partner all the same.
        named = [] if lead else partners(row["lead_partner"]).split()
        entries.append(
            {
                "project": str(more["key"]),
                "name_nl": row["name_nl"],
                "name_en": row["name_en"],
                "summary_nl": more["nl"],
                "summary_en": row["summary_en"],
                "theme": more["theme"],
                "workstreams": more["streams"],
                "status": more["status"],
                "status_nl": more["status_nl"],
                "status_en": row["status"],
                "start": str(more["start"]),
                "end": str(more["end"]),
                "end_certainty": certainty,
                "lead": lead,
                "partners": " ".join(dict.fromkeys([*named, *others])),
                "funds": more.get("funds", ""),
                "sdgs": more["sdgs"],
                "budget_eur": str(more.get("eur", "")),
                "budget_reading": more.get("reading", ""),
                "eu_eur": str(more.get("eu", "")),
                "budget_nl": more.get("money_nl", ""),
                "budget_en": row["budget_eur"] if "money_nl" in more else "",
                "location_nl": more["place_nl"],
                "location_en": row["location"],
                **_place(place),
                "source_url": row["source_url"],
                "source_date": dates.get(row["source_url"]) or dated_by(row["source_url"]),
            }
        )
    return pd.DataFrame(entries)[columns_of("projects")]


def targets(rows: pd.DataFrame, geodata: Path) -> pd.DataFrame:
    """One row per target, forecast or observed figure; columns of the card, all text."""
    additions = rules("targets", rows)["rows"]
    columns = list(Card.of("targets", geodata).fields.columns)
    entries = []
    for number, row in enumerate(rows.to_dict("records"), start=2):
        more = {name: str(value) for name, value in additions[number].items()}
        entries.append(
            {
                **dict.fromkeys(columns, ""),
                **{name: value for name, value in more.items() if name in columns},
                "target": more["key"],
                "name_nl": more["nl"],
                "name_en": re.sub(
                    r" \((million|number|ha|MW|EUR|t|GW|%|km|per month|FTE)[^()]*\)", "", row["indicator"]
                ),
                "as_written": f"{row['baseline']} → {row['target']}" if row["baseline"] else row["target"],
                "place": "NSP" if more["by"] == "north-sea-port" else "",
                "source_url": row["source_url"],
            }
        )
    return pd.DataFrame(entries)[columns]


def partners(text: str) -> str:
    """The keys of the partners in a list of names, each once. Raises DatasetError for a name without an entry."""
    known = _partner_names()
    names = [name.strip() for name in text.split(";") if name.strip()]
    if unknown := [name for name in names if name not in known]:
        raise DatasetError(f"partners.yaml has no entry for {', '.join(unknown)}")
    return " ".join(dict.fromkeys(key for name in names for key in known[name].split()))


@cache
def _partner_names() -> dict[str, str]:
    return dict(yaml.safe_load((HERE / "partners.yaml").read_text("utf-8")))


def written(text: str, replaced: dict[str, str]) -> str:
    """A title with the letters and marks that the collection left out."""
    for old, new in replaced.items():
        text = text.replace(old, new)
    return text[0].upper() + text[1:]


def source_date(text: str) -> str:
    """When a source was written, as far as known: 2021-12-01, 2019/2020, c. 2013, or empty."""
    inner = re.search(r"\((?:c\. )?(\d{4}(?:-\d{2})?(?:/\d{4})?)\)", text)
    if text.startswith("n.d."):
        return f"c. {inner[1]}" if inner else ""
    day = re.match(r"(c\. )?\d{4}(-\d{2}){0,2}(/\d{4})?", text)
    return day[0] if day else ""


def dated_by(address: str) -> str:
    """The day in an address; empty if it holds none."""
    day = re.search(r"/(\d{4})[/-](\d{2})[/-](\d{2})/", address)
    return "-".join(day.groups()) if day else ""


def _place(row: dict[Any, str]) -> dict[str, str]:
    """All places of the collection are the researcher's own approximations."""
    return {"lat": row["lat"], "lon": row["lon"], "coordinates": "approximate" if row["lat"] else "absent"}
