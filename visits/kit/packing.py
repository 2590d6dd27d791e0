"""Pages packed for slow networks. Static files have their packed twins already."""

import gzip

from flask import Response, request

SMALLEST_BYTES = 1_000


def packed(response: Response) -> Response:
    """The response gzipped where the client takes that.

    Only for pages that hold no secret beside what strangers can put into them: lengths tell.
    """
    accepts = request.accept_encodings.quality("gzip") > 0
    if response.direct_passthrough or response.headers.get("Content-Encoding"):
        return response
    response.vary.add("Accept-Encoding")
    body = response.get_data()
    if not accepts or len(body) < SMALLEST_BYTES or response.status_code != 200:  # noqa: PLR2004
        return response
    response.set_data(gzip.compress(body, 6, mtime=0))
    response.headers["Content-Encoding"] = "gzip"
    return response
