"""Addresses of what falls due, and of the calendars that people subscribe to."""

from django.urls import path

from luoshi.pages.times import feeds, views

urlpatterns = [
    path("times/", views.due, name="times"),
    path("times/feed/", feeds.own, name="feed"),
    path("times/feed/close/", feeds.close, name="feed-close"),
    path("calendar/feed/<str:token>.ics", feeds.calendar, name="feed-ics"),
]
