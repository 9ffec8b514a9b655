"""Whose result an entry of the registers is: the District's own, or that of the port, a government, a company.

The rule is docs/decisions/0030: it reads only who leads, who takes part and what kind of partner each is. What that
does not tell stays "unknown".
"""

from collections.abc import Collection, Mapping

from loaders.datasets.places import SIX

DISTRICT, UNKNOWN = "district", "unknown"
OWNERS = (DISTRICT, "port", "government", "grouping", "company", "other", UNKNOWN)
# The District has a legal form since December 2021 (BGTS); before, its six municipalities together were it.
LEGAL_FORM = "bgts-nspd"
# The kinds of the dataset `partners` by owner; a kind not listed is "other".
OWNER_OF_KIND = {
    "port": "port",
    "grouping": "grouping",
    "company": "company",
    **dict.fromkeys(("municipality", "province", "state", "other_municipality", "agency"), "government"),
}


def project_owner(lead: str, partners: str, kinds: Mapping[str, str]) -> str:
    """Whose a project is; one of OWNERS.

    lead      key of the lead partner, empty where no source names it
    partners  keys of the others, with spaces between
    kinds     kind by partner, of the dataset `partners`
    """
    members = {lead, *partners.split()}
    if LEGAL_FORM in members or _all_six(members, kinds):
        return DISTRICT
    return by_kind(lead, kinds)


def milestone_owner(partners: str, owner_of_project: str, kinds: Mapping[str, str]) -> str:
    """Whose a milestone is: as its project where it has one; a milestone names partners, but not who leads.

    So only partners that all belong to one kind of owner tell it. Exactly the six municipalities are the District.
    """
    members = set(partners.split())
    if owner_of_project:
        return owner_of_project
    if LEGAL_FORM in members or (len(members) == len(SIX) and _all_six(members, kinds)):
        return DISTRICT
    owners = {by_kind(member, kinds) for member in members}
    return owners.pop() if len(owners) == 1 else UNKNOWN


def by_kind(partner: str, kinds: Mapping[str, str]) -> str:
    """The owner that a partner stands for; unknown where there is none."""
    if partner == LEGAL_FORM:
        return DISTRICT
    return OWNER_OF_KIND.get(kinds[partner], "other") if partner in kinds else UNKNOWN


def _all_six(members: Collection[str], kinds: Mapping[str, str]) -> bool:
    six = [partner for partner, kind in kinds.items() if kind == "municipality"]
    return len(six) == len(SIX) and set(six) <= set(members)
