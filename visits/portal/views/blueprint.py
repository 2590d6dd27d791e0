"""Where the pages by secret link lie."""

from flask import Blueprint

from visits.kit.packing import packed
from visits.portal import html

portal = Blueprint("portal", __name__)
portal.after_request(packed)
portal.context_processor(html.for_templates)
