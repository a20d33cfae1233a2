"""What rests on a post beside parts of tasks passes on with it: talks, what is to be put right, reviews."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from luoshi.queries import conclusions as conclusion_queries
from luoshi.queries import handovers as queries
from luoshi.queries import people as people_queries
from luoshi.records import rows
from luoshi.records.models import Post, RectificationItem, Review, ReviewMember, Succession, Talk
from luoshi.rules import conclusions, handovers
from luoshi.rules.handovers import Charge
from luoshi.rules.people import Actor, Duty


@dataclass(frozen=True, slots=True)
class Charges:
    """The charges of one post that ended with a day, and by whom that was noted."""

    post: Post
    until_on: date
    by: Actor
    at: datetime

    def pass_to(self, successors: Sequence[Post]) -> int:
        """Let the first of these that may bear it have each charge, else whoever answers for the unit.

        Return how many passed on. What nobody may bear stays in the name of the post that ended.
        """
        unit = people_queries.responsible_on(self.post.unit, self.until_on + timedelta(days=1))
        heirs = [each for each in (*successors, *unit) if each is not None and each.id != self.post.id]
        passed = 0
        for charge, found in queries.charges_of(self.post).items():
            able = [each for each in heirs if handovers.may_bear(charge, Duty(each.duty))]
            if found and able:
                self._keep(charge, [queries.subject_of(row) for row in found])
                self._give(charge, found, able[0])
                passed += len(found)
        return passed

    def pass_reviews(self, successors: Sequence[Post]) -> int:
        """Let the first of these who had no hand in it examine each review that the holder examines.

        《政府督查工作条例》（国务院令第733号）第十七条: nobody reviews what they had a hand in.
        """
        passed = 0
        for member in queries.reviews_of(self.post.person_id):
            able = [each for each in successors if _may_review(member.review, each)]
            if not able:
                continue
            self._keep(Charge.REVIEWING, [f"review:{member.review_id}"])
            ReviewMember.objects.filter(id=member.id).update(person=able[0].person_id)
            passed += 1
        return passed

    def _keep(self, charge: Charge, subjects: Sequence[str]) -> None:
        """Keep until when the post had these, but where somebody else is known to have had them later."""
        later = Succession.objects.filter(charge=charge, subject__in=subjects, until_on__gte=self.until_on)
        others = set(later.exclude(post=self.post).values_list("subject", flat=True))
        rows.insert(
            Succession,
            ("subject",),
            [(subject,) for subject in subjects if subject not in others],
            charge=charge.value,
            post_id=self.post.id,
            until_on=self.until_on,
            changed_at=self.at,
            changed_by=self.by.words,
        )

    def _give(self, charge: Charge, found: Sequence[Talk | RectificationItem], heir: Post) -> None:
        for row in found:
            if charge is Charge.ATTENDING:
                assert isinstance(row, Talk), "who attends, attends a talk"
                row.attending.remove(self.post)
                if heir.id not in {row.answering_id, row.chair_id}:
                    row.attending.add(heir)
                continue
            type(row)._default_manager.filter(pk=row.pk).update(**{queries.COLUMNS[charge]: heir.id})
            if isinstance(row, Talk):
                row.attending.remove(heir)
        later = Succession.objects.filter(charge=charge, post=self.post, until_on__gt=self.until_on)
        later.filter(subject__in=[queries.subject_of(row) for row in found]).update(post=heir)


def _may_review(review: Review, post: Post) -> bool:
    conclusion = review.conclusion
    barred = conclusions.why_not_review(
        {post.person_id: post.person.name},
        conclusion_queries.authors_of(conclusion),
        conclusion_queries.inspectors_of(conclusion.mandate),
    )
    return barred is None and post.person_id not in conclusion_queries.members_of(review)
