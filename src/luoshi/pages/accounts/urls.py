"""Where one signs in, and what is one's own."""

from django.urls import path

from luoshi.pages.accounts import own, views

urlpatterns = [
    path("sign-in/", views.sign_in, name="sign-in"),
    path("sign-out/", views.sign_out, name="sign-out"),
    path("account/", own.account, name="own-account"),
    path("post/", views.choose_post, name="choose-post"),
]
