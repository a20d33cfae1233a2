"""Addresses of letters and of the warnings that lead to them."""

from django.urls import path

from luoshi.pages.letters import alerts, drafting, hearings, ladder, lives, papers, steps, views

urlpatterns = [
    path("letters/", views.listed, name="letter-list"),
    path("letters/new/", drafting.new, name="letter-new"),
    path("letters/alerts/", alerts.listed, name="alert-list"),
    path("letters/alerts/<int:alert_id>/dismiss/", alerts.dismiss, name="alert-dismiss"),
    path("letters/ladder/", ladder.ladder, name="ladder"),
    path("letters/hearings/<int:hearing_id>/", hearings.hearing, name="hearing"),
    path("letters/<int:letter_id>/tell/", hearings.tell, name="letter-tell"),
    path("letters/<int:letter_id>/items/<int:row_id>/strike/", hearings.strike, name="letter-strike"),
    path("letters/register/<int:year>/", views.register, name="letter-register"),
    path("letters/<int:letter_id>/", views.shown, name="letter"),
    path("letters/<int:letter_id>/pdf/", papers.paper, {"ending": "pdf"}, name="letter-pdf"),
    path("letters/<int:letter_id>/docx/", papers.paper, {"ending": "docx"}, name="letter-docx"),
    path("letters/<int:letter_id>/ofd/", papers.paper, {"ending": "ofd"}, name="letter-ofd"),
    path("letters/<int:letter_id>/edit/", drafting.edit, name="letter-edit"),
    path("letters/<int:letter_id>/submit/", steps.submit, name="letter-submit"),
    path("letters/<int:letter_id>/offices/", lives.name_offices, name="letter-offices"),
    path("letters/<int:letter_id>/correct/", lives.correct, name="letter-correct"),
    path("letters/undertakings/<int:undertaking_id>/judge/", lives.judge, name="undertaking-judge"),
    path("letters/undertakings/<int:undertaking_id>/reword/", lives.reword, name="undertaking-reword"),
    path("letters/undertakings/<int:undertaking_id>/finish/", lives.finish, name="undertaking-finish"),
    path("letters/files/<int:file_id>/", lives.enclosed, name="reply-file"),
    path("letters/<int:letter_id>/agree/", steps.agree, name="letter-agree"),
    path("letters/<int:letter_id>/object/", steps.object_to, name="letter-object"),
    path("letters/<int:letter_id>/archive/", steps.archive, name="letter-archive"),
    path("letters/<int:letter_id>/approve/", steps.approve, name="letter-approve"),
    path("letters/<int:letter_id>/send-back/", steps.send_back, name="letter-send-back"),
    path("letters/<int:letter_id>/number/", steps.number, name="letter-number"),
    path("letters/<int:letter_id>/issue/", steps.issue, name="letter-issue"),
    path("letters/<int:letter_id>/read/", steps.read, name="letter-read"),
    path("letters/<int:letter_id>/reply/", steps.reply, name="letter-reply"),
    path("letters/<int:letter_id>/return/", steps.return_reply, name="letter-return"),
    path("letters/<int:letter_id>/close/", steps.close, name="letter-close"),
    path("letters/<int:letter_id>/withdraw/", steps.withdraw, name="letter-withdraw"),
    path("letters/<int:letter_id>/discard/", steps.discard, name="letter-discard"),
]
