"""What a case is held against, kept as it was at the submission."""

from datetime import date

from trellis_web.promotions.models import Case, Finding, StatementFinding
from trellis_web.promotions.queries.criteria import BY_PEOPLE, judged, sentences_of, wording_of


def freeze(case: Case, *, today: date) -> None:
    """Keeps criteria with their findings, and the sentences of the level, in published words.

    A waived group is kept beside what is in it. Part of an action that audits. After a second
    submission, what people answered stays.
    """
    known = {each.criterion: each for each in case.findings.all()}
    for order, live in enumerate(judged(case, today=today).all_findings):
        stored = known.get(live.criterion)
        if stored is not None and not stored.is_computed:
            # A group that was waived meanwhile stands before it now.
            Finding.objects.filter(pk=stored.pk).update(order=order)
            continue
        Finding.objects.update_or_create(
            case=case,
            criterion=live.criterion,
            defaults={
                "kind": live.kind,
                "stage": live.stage.value,
                "order": order,
                "wording": wording_of(live),
                "is_computed": live.kind != BY_PEOPLE,
                "state": live.state.value,
                "sentence": live.sentence,
            },
        )
    StatementFinding.objects.bulk_create(
        [
            StatementFinding(
                case=case,
                competency=each.competency,
                statement=each.statement,
                order=order,
                wording=each.wording,
            )
            for order, each in enumerate(sentences_of(case.move))
        ],
        ignore_conflicts=True,
    )
