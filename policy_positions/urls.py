"""Addresses of the site: they are cited, so none of them ever changes.

Pages are in every language: the English ones under these addresses, the others under /es/, /pt/ and /fr/.
Files and what machines ask for are in English alone.
"""

from django.urls import URLPattern, URLResolver, include, path

from .api.corrections_feed import corrections_feed
from .api.feed import feed
from .api.oembed import oembed
from .views.accounts import own, second_factor
from .views.browse import (
    documents,
    downloads,
    embeds,
    frame,
    hemisphere,
    history,
    pictures,
    positions,
    releases,
    sitemaps,
    styleguide,
    tours,
)
from .views.curate import audit, health, issues, leaders, merges, people, seats, summits, translations
from .views.curate import index as curate
from .views.curate import releases as releasing
from .views.edit import corrections as changes
from .views.edit import desk, duplicates, imports, reading, review, second_coding
from .views.edit import positions as drafts
from .views.edit import sources as intake

pages: list[URLPattern | URLResolver] = [
    path("", hemisphere.home, name="home"),
    path("map.svg", hemisphere.map_svg, name="map_svg"),
    path("map/steps.json", hemisphere.map_steps, name="map_steps"),
    path("map/standings/", hemisphere.map_standings, name="map_standings"),
    path("positions/", positions.position_list, name="positions"),
    path("positions/<slug:public_id>/", positions.position_detail, name="position"),
    path("positions/<slug:public_id>/history/", history.position_history, name="position_history"),
    path("countries/", frame.country_list, name="countries"),
    path("countries/<slug:iso3>/", frame.country_detail, name="country"),
    path("countries/<slug:iso3>/timeline.svg", documents.country_timeline, name="country_timeline"),
    path(
        "countries/<slug:iso3>/timeline.json", documents.country_timeline_live, name="country_timeline_live"
    ),
    path("leaders/", frame.leader_list, name="leaders"),
    path("leaders/<slug:slug>/", frame.leader_detail, name="leader"),
    path("leaders/<slug:slug>/timeline.svg", documents.leader_timeline, name="leader_timeline"),
    path("leaders/<slug:slug>/timeline.json", documents.leader_timeline_live, name="leader_timeline_live"),
    path("summits/", frame.summit_list, name="summits"),
    path("summits/<slug:slug>/", frame.summit_detail, name="summit"),
    path("issues/", frame.issue_list, name="issues"),
    path("issues/<slug:slug>/", frame.issue_detail, name="issue"),
    path("sources/", frame.source_list, name="sources"),
    path("sources/<slug:slug>/", frame.source_detail, name="source"),
    path("matrix/", pictures.matrix, name="matrix"),
    path("matrix.svg", documents.matrix_svg, name="matrix_svg"),
    path("compare/", pictures.compare, name="compare"),
    path("agreement/", pictures.agreements, name="agreement"),
    path("agreement.svg", documents.agreement_svg, name="agreement_svg"),
    path("coverage/", pictures.coverage_page, name="coverage"),
    path("corrections/", history.corrections, name="corrections"),
    path("methods/", frame.methods, name="methods"),
    path("tour/<slug:who>/", tours.tour, name="tour"),
    path("greeted/", tours.greeted, name="greeted"),
    path("desk/", desk.desk, name="desk"),
    path("desk/drafts/", desk.desk_drafts, name="desk_drafts"),
    path("desk/sources/", desk.desk_sources, name="desk_sources"),
    path("desk/review/", review.review_queue, name="desk_review"),
    path("desk/second/", second_coding.overview, name="desk_second"),
    path("desk/second/plan/", second_coding.plan, name="desk_second_plan"),
    path("desk/second/take/", second_coding.take, name="desk_second_take"),
    path("desk/second/<int:pk>/", second_coding.code, name="desk_second_code"),
    path("desk/second/<int:pk>/resolution/", second_coding.resolution, name="desk_second_resolution"),
    path("desk/second/<int:pk>/resolution/<slug:step>/", second_coding.resolve, name="desk_second_resolve"),
    path("desk/sources/new/", intake.source_new, name="desk_source_new"),
    path("desk/sources/<slug:slug>/", intake.source_desk, name="desk_source"),
    path("desk/sources/<slug:slug>/edit/", intake.source_edit, name="desk_source_edit"),
    path("desk/sources/<slug:slug>/text/", intake.source_text, name="desk_source_text"),
    path("desk/sources/<slug:slug>/text/new/", intake.source_correct, name="desk_source_correct"),
    path("desk/sources/<slug:slug>/reanchor/", intake.source_reanchor, name="desk_source_reanchor"),
    path("desk/sources/<slug:slug>/read/", reading.read, name="desk_read"),
    path("desk/sources/<slug:slug>/dismissals/", reading.dismiss, name="desk_dismiss"),
    path("desk/dismissals/<int:dismissal_id>/undo/", reading.bring_back, name="desk_dismissal_undo"),
    path("desk/sources/<slug:slug>/positions/new/", drafts.position_new, name="desk_position_new"),
    path("desk/positions/<slug:public_id>/", drafts.position_review, name="desk_position"),
    path("desk/imports/", imports.import_list, name="desk_imports"),
    path("desk/imports/<int:number>/", imports.import_detail, name="desk_import"),
    path("desk/imports/<int:number>/import/", imports.import_begin, name="desk_import_begin"),
    path("desk/imports/<int:number>/discard/", imports.import_discard, name="desk_import_discard"),
    path("desk/imports/<int:number>/take-back/", imports.import_take_back, name="desk_import_take_back"),
    path(
        "desk/positions/<slug:public_id>/also-reported/", duplicates.also_reported, name="desk_also_reported"
    ),
    path("desk/positions/<slug:public_id>/edit/", drafts.position_edit, name="desk_position_edit"),
    *(
        path(
            f"desk/positions/<slug:public_id>/{act.replace('_', '-')}/",
            drafts.position_act,
            {"act": act},
            name=f"desk_position_{act}",
        )
        for act in drafts.ACTS
    ),
    path("curate/", curate.index, name="curate"),
    path("releases/", releases.release_list, name="releases"),
    path("releases/<int:number>/", releases.release_detail, name="release"),
    path("curate/releases/", releasing.release, name="curate_release"),
    path("curate/health/", health.health, name="curate_health"),
    path("curate/health/<slug:name>/", health.health_rule, name="curate_health_rule"),
    path("curate/audit/", audit.audit, name="curate_audit"),
    path("curate/audit/<int:pk>/", audit.act, name="curate_act"),
    path("curate/people/", people.people, name="curate_people"),
    path("curate/people/new/", people.person_new, name="curate_person_new"),
    path("curate/people/<str:username>/", people.person, name="curate_person"),
    path("curate/people/<str:username>/roles/", people.person_roles, name="curate_person_roles"),
    path("curate/people/<str:username>/link/", people.person_link, name="curate_person_link"),
    *(
        path(
            f"curate/people/<str:username>/{act}/",
            people.person_act,
            {"act": act},
            name=f"curate_person_{act.replace('-', '_')}",
        )
        for act in people.ACTS
    ),
    path("accounts/", own.own_account, name="account"),
    path("accounts/arrival/", own.arrival, name="arrival"),
    path("accounts/password/", own.OwnPassword.as_view(), name="password"),
    path("accounts/password/<uidb64>/<token>/", own.FirstPassword.as_view(), name="password_set"),
    path("accounts/second-factor/", second_factor.second_factor, name="second_factor"),
    path("accounts/second-factor/set-up/", second_factor.second_factor_set_up, name="second_factor_set_up"),
    path("accounts/second-factor/recovery-codes/", second_factor.recovery_codes, name="recovery_codes"),
    path("accounts/views/new/", own.view_new, name="view_new"),
    path("accounts/views/<int:pk>/", own.view_rename, name="view_rename"),
    path("accounts/views/<int:pk>/remove/", own.view_remove, name="view_remove"),
    path("desk/positions/<slug:public_id>/correct/", changes.position_correct, name="desk_position_correct"),
    path(
        "desk/positions/<slug:public_id>/restore/<int:version>/",
        changes.position_restore,
        name="desk_position_restore",
    ),
    path("desk/corrections/<int:pk>/", changes.correction_detail, name="desk_correction"),
    path(
        "desk/corrections/<int:pk>/<slug:decision>/", changes.correction_decide, name="desk_correction_decide"
    ),
    path("curate/summits/", summits.summit_list, name="curate_summits"),
    path("curate/summits/new/", summits.summit_new, name="curate_summit_new"),
    path("curate/summits/import/", summits.summit_import, name="curate_summit_import"),
    path("curate/summits/<slug:slug>/", summits.summit_edit, name="curate_summit"),
    path("curate/summits/<slug:slug>/participation/", seats.seats, name="curate_seats"),
    path("curate/summits/<slug:slug>/positions/", seats.ties, name="curate_ties"),
    path("curate/offices/", leaders.offices, name="curate_offices"),
    path("curate/leaders/", leaders.leader_list, name="curate_leaders"),
    path("curate/leaders/new/", leaders.leader_new, name="curate_leader_new"),
    path("curate/leaders/<slug:slug>/", leaders.leader_edit, name="curate_leader"),
    path("curate/leaders/<slug:slug>/offices/new/", leaders.tenure_new, name="curate_tenure_new"),
    path("curate/leaders/<slug:slug>/offices/<int:pk>/", leaders.tenure_edit, name="curate_tenure"),
    path(
        "curate/leaders/<slug:slug>/offices/<int:pk>/remove/",
        leaders.tenure_remove,
        name="curate_tenure_remove",
    ),
    path("curate/issues/", issues.issue_list, name="curate_issues"),
    path("curate/issues/new/", issues.issue_new, name="curate_issue_new"),
    path("curate/issues/<slug:slug>/", issues.issue_edit, name="curate_issue"),
    path("curate/translations/", translations.translation_list, name="curate_translations"),
    path("curate/translations/<slug:kind>/<slug:slug>/", translations.translation, name="curate_translation"),
    path("curate/merges/", merges.merge_list, name="curate_merges"),
    path("curate/merges/<slug:kind>/", merges.merge, name="curate_merge"),
    path("curate/merges/<int:pk>/undo/", merges.merge_undo, name="curate_merge_undo"),
    path("embed/map/", embeds.embed_map, name="embed_map"),
    path("embed/matrix/", embeds.embed_matrix, name="embed_matrix"),
    path("embed/countries/<slug:iso3>/", embeds.embed_country, name="country_timeline_embed"),
    path("embed/leaders/<slug:slug>/", embeds.embed_leader, name="leader_timeline_embed"),
]

files: list[URLPattern | URLResolver] = [
    path("styleguide/", styleguide.styleguide, name="styleguide"),
    path(
        "positions/<slug:public_id>/citation.<slug:extension>",
        positions.position_citation,
        name="position_citation",
    ),
    path("desk/imports/template.xlsx", imports.import_template, name="desk_import_template"),
    path("releases/<int:number>/datapackage.zip", releases.release_archive, name="release_archive"),
    path("curate/audit/acts.<slug:extension>", audit.audit_file, name="curate_audit_file"),
    path("robots.txt", sitemaps.robots, name="robots"),
    path("sitemap.xml", sitemaps.sitemap_index, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemaps.sitemap_section, name="sitemap_section"),
    path("corrections.atom", corrections_feed, name="corrections_feed"),
    path("curate/summits/template.csv", summits.summit_template, name="curate_summit_template"),
    path("feed.atom", feed, name="feed"),
    path("oembed", oembed, name="oembed"),
    path("api/v1/", include("policy_positions.api.urls")),
    path("export/positions.<slug:extension>", downloads.export_positions, name="export"),
    path("export/datapackage.zip", downloads.export_datapackage, name="export_datapackage"),
]
