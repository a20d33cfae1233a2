"""Addresses of channels, of what left by them, and of one's own reminders."""

from django.urls import path

from luoshi.pages.notices import channels, routes, views

urlpatterns = [
    path("channels/", channels.channel_list, name="channel-list"),
    path("channels/new/<slug:kind>/", channels.channel_new, name="channel-new"),
    path("channels/<int:channel_id>/", channels.channel, name="channel"),
    path("channels/<int:channel_id>/try/", channels.channel_try, name="channel-try"),
    path("channels/<int:channel_id>/switch/", channels.channel_switch, name="channel-switch"),
    path("channels/<int:channel_id>/routes/", routes.routes_set, name="channel-routes"),
    path("channels/routes/<int:route_id>/remove/", routes.route_remove, name="route-remove"),
    path("channels/deliveries/", views.delivery_list, name="delivery-list"),
    path("own/reminders/", views.own, name="own-reminders"),
    path("own/reminders/mute/", views.own_mute, name="own-mute"),
    path("own/reminders/unmute/", views.own_unmute, name="own-unmute"),
]
