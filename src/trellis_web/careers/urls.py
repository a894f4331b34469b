"""Addresses about careers."""

from django.urls import path

from trellis_web.careers.views import map as maps
from trellis_web.careers.views import parity, promotion, returns, roles

urlpatterns = [
    path("competencies/<id:competency>", roles.competency, name="competency_roles"),
    path("map", maps.career_map, name="career_map"),
    path("map.svg", maps.career_map_file, name="career_map_file"),
    path("parity", parity.parity, name="parity"),
    path("people/<int:person>/return", returns.return_new, name="return_new"),
    path("promotion", promotion.promotion_rules, name="promotion_rules"),
    path("promotion/<id:slug>", promotion.promotion_rules_of, name="promotion_rules_of"),
    path("returns/<int:pk>", returns.return_, name="return"),
    path("returns/<int:pk>/answer", returns.return_answer, name="return_answer"),
    path("returns/<int:pk>/end", returns.return_end, name="return_end"),
    path("roles", roles.role_list, name="role_list"),
    path("roles/<id:slug>/<id:level>", roles.role, name="role"),
]
