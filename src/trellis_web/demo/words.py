"""The words of the demo organisation: names, teams, titles, and what people noted."""

FIRST = ["Amara", "Ben", "Carla", "Diego", "Elif", "Farid", "Grace", "Hugo", "Ines", "Jonas", "Kofi", "Lena", "Mateo", "Nadia", "Omar", "Priya", "Ravi", "Sofia", "Tariq", "Uma", "Viktor", "Wanda", "Xenia", "Yusuf", "Zoe", "Aiko", "Bruno", "Chidi", "Dalia", "Emil", "Freya", "Goran", "Hana", "Ivo", "Jana", "Kenji", "Leila", "Marta", "Nils", "Olga"]
LAST = ["Abara", "Berg", "Castro", "Dahl", "Eriksen", "Fofana", "Garcia", "Haddad", "Ivanov", "Jansen", "Kaya", "Lindqvist", "Moreau", "Nair", "Ortiz", "Petrov", "Quispe", "Rossi", "Silva", "Tanaka", "Usman", "Vega", "Weber", "Xu", "Yilmaz", "Zhang", "Adeyemi", "Bauer", "Costa", "Demir", "Ferrari", "Green", "Horvat", "Iqbal", "Keller", "Lopez", "Mensah", "Novak", "Owusu", "Park"]
TEAMS = {
    "engineering": ("Payments", "Ledger", "Platform", "Search", "Mobile", "Identity", "Data"),
    "sales": ("North", "South", "Enterprise"),
    "support": ("Tier 1", "Tier 2"),
    "people": ("People",),
}
THINGS = (
    "the billing migration",
    "the rate limiter",
    "the ledger export",
    "the onboarding flow",
    "the refund queue",
    "the audit report",
    "the search index",
    "the partner portal",
    "the mobile release",
    "the invoice template",
    "the status page",
    "the customer import",
)
DEEDS = {
    "engineering": (
        "Wrote the design of {thing}; {n} reviewers from two teams signed it off before we built.",
        "Split {thing} into {n} releases, each behind a flag, and shipped the last one on the 12th.",
        "Ran the incident on {thing} from page to review. Both follow-ups are merged.",
        "Reviewed {n} changes to {thing} this month; two came back with a test that was missing.",
        "Paired with a new colleague on {thing} for {n} afternoons; she merged the next change alone.",
        "Removed {n} flaky tests from {thing}. The build has been green for three weeks.",
    ),
    "sales": (
        "Closed {n} accounts after the demo of {thing}; two came from referrals that I asked for.",
        "Mapped the {n} people who decide at the customer and met each of them about {thing}.",
        "Wrote the reply to {n} security questions on {thing}; the customer's team accepted all.",
        "Handed {thing} over to customer success with a written plan and a named owner.",
    ),
    "support": (
        "Answered {n} tickets on {thing} and wrote the article that now answers them.",
        "Reproduced the fault in {thing} in {n} steps; engineering fixed it from my report.",
        "Called {n} customers after the outage of {thing} and logged what each of them needed.",
        "Trained two colleagues on {thing}; they took their first {n} calls the week after.",
    ),
    "people": (
        "Ran {n} interviews for {thing} with the same question set, and wrote up each within a day.",
        "Rewrote the policy on {thing} with {n} managers; it now fits on one page.",
        "Settled a dispute on {thing} in {n} meetings, with the agreement signed by both.",
        "Led the onboarding of {n} joiners for {thing}; all had a plan on their first day.",
    ),
}
REASONS = {
    1: "The examples that we looked at do not show this yet. We agreed where to start.",
    2: "Seen once in the period, with help. The next piece of work is a chance to do it alone.",
    5: "Seen in each piece of work of the period; the notes name three of them.",
}


def person_name(n: int) -> str:
    """The n-th invented name; the first 1,600 differ."""
    block, row = divmod(n, len(FIRST))
    return f"{FIRST[row]} {LAST[(row * 7 + block * 11 + block) % len(LAST)]}"
