#!/usr/bin/env python3
"""Check iCalendar files or feed URLs by a byte-level reader of our own and several independent parsers.

  python check_ics.py FILE_OR_URL... [--kind feed|download|itip] [--previous OLD.ics] [--strict] [--json OUT]

One line per check: STATUS  ID  what  [detail].  STATUS is PASS, FAIL, WARN (fails only with --strict), SKIP or NOTE.
Exit: 0 all well, 1 at least one FAIL, 2 usage.  Standard library + python-dateutil; see README.md.
"""
import argparse
import datetime as dt
import gzip
import http.client
import json
import os
import re
import subprocess
import sys
import tempfile
import time
import urllib.parse
import zoneinfo
from collections import Counter, OrderedDict

HERE = os.path.dirname(os.path.abspath(__file__))
UTC = dt.timezone.utc

# --------------------------------------------------------------------------------------------- reporting
class Report:
    def __init__(self, strict=False, only_bad=False):
        self.strict, self.only_bad, self.rows = strict, only_bad, []

    def add(self, status, cid, what, detail=""):
        if status == "WARN" and self.strict:
            status = "FAIL"
        self.rows.append((status, cid, what, detail))
        if not (self.only_bad and status in ("PASS", "NOTE")):
            print("%-4s %-4s %s%s" % (status, cid, what, ("  -- " + detail) if detail else ""))

    def check(self, cid, what, bad, warn=False):
        """bad: list of findings; empty means PASS."""
        if not bad:
            self.add("PASS", cid, what)
        else:
            more = " (+%d more)" % (len(bad) - 3) if len(bad) > 3 else ""
            self.add("WARN" if warn else "FAIL", cid, what, "; ".join(str(b) for b in bad[:3]) + more)

    def failed(self):
        return [r for r in self.rows if r[0] == "FAIL"]

# --------------------------------------------------------------------------------------------- own reader
class Prop:
    __slots__ = ("name", "params", "value", "line", "raw")

    def __init__(self, name, params, value, line, raw):
        self.name, self.params, self.value, self.line, self.raw = name, params, value, line, raw

    def p(self, k):
        v = self.params.get(k)
        return v[0] if v else None


class Comp:
    def __init__(self, name, line):
        self.name, self.line, self.props, self.subs = name, line, [], []

    def all(self, n):
        return [p for p in self.props if p.name == n]

    def one(self, n):
        for p in self.props:
            if p.name == n:
                return p
        return None

    def val(self, n, default=None):
        p = self.one(n)
        return p.value if p else default

    def text(self, n):
        p = self.one(n)
        return unescape(p.value) if p else None

    def walk(self, n):
        for s in self.subs:
            if s.name == n:
                yield s
            yield from s.walk(n)


NAME = re.compile(r"[A-Za-z0-9-]+$")


def split_line(s):
    """content line -> (name, {PARAM: [values]}, value, problems)"""
    probs, i, n = [], 0, len(s)
    while i < n and s[i] not in ":;":
        i += 1
    name = s[:i]
    if not NAME.match(name):
        probs.append("bad property name %r" % name[:30])
    params = OrderedDict()
    while i < n and s[i] == ";":
        j = s.find("=", i)
        if j < 0:
            probs.append("parameter without '='")
            return name.upper(), params, "", probs
        k = s[i + 1:j].upper()
        if not NAME.match(k):
            probs.append("bad parameter name %r" % k[:30])
        vals, i = [], j + 1
        while True:
            if i < n and s[i] == '"':
                e = s.find('"', i + 1)
                if e < 0:
                    probs.append("unclosed quote in parameter " + k)
                    return name.upper(), params, "", probs
                vals.append(s[i + 1:e])
                i = e + 1
                if i < n and s[i] not in ",;:":
                    probs.append("text after quoted parameter value of " + k)
                    while i < n and s[i] not in ",;:":
                        i += 1
            else:
                e = i
                while e < n and s[e] not in ",;:":
                    if s[e] == '"':
                        probs.append("quote inside unquoted parameter value of " + k)
                    e += 1
                vals.append(s[i:e])
                i = e
            if i < n and s[i] == ",":
                i += 1
                continue
            break
        if k in params:
            probs.append("parameter %s twice" % k)
        params[k] = vals
    if i >= n or s[i] != ":":
        probs.append("no ':' in content line")
        return name.upper(), params, "", probs
    return name.upper(), params, s[i + 1:], probs


def unescape(v):
    out, i = [], 0
    while i < len(v):
        c = v[i]
        if c == "\\" and i + 1 < len(v):
            d = v[i + 1]
            if d in "nN":
                out.append("\n")
            elif d in "\\;,":
                out.append(d)
            else:
                out.append("\\" + d)
            i += 2
        else:
            out.append(c)
            i += 1
    return "".join(out)


def read_ics(raw, rep):
    """Byte-level checks; returns list of VCALENDAR components."""
    bom = raw.startswith(b"\xef\xbb\xbf")
    rep.check("F01", "UTF-8 without BOM", (["BOM at start"] if bom else []))
    if bom:
        raw = raw[3:]
    bad = []
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as x:
        bad.append("byte %d: %s" % (x.start, x.reason))
    # A fold inside a multibyte character makes the whole invalid only until it is unfolded; F04 tells the two apart.
    unfolded_ok = True
    try:
        re.sub(rb"\r?\n[ \t]", b"", raw).decode("utf-8")
    except UnicodeDecodeError as x:
        unfolded_ok = False
        rep.check("F02", "valid UTF-8", ["byte %d: %s" % (x.start, x.reason)])
    if unfolded_ok:
        rep.check("F02", "valid UTF-8", [])
    lone_lf = len(re.findall(rb"(?<!\r)\n", raw))
    lone_cr = len(re.findall(rb"\r(?!\n)", raw))
    bad = []
    if lone_lf:
        bad.append("%d bare LF" % lone_lf)
    if lone_cr:
        bad.append("%d bare CR" % lone_cr)
    if not raw.endswith(b"\n"):
        bad.append("no line break after the last line")
    rep.check("F03", "every line ends in CRLF", bad)

    phys = re.split(rb"\r\n|\n|\r", raw)
    if phys and phys[-1] == b"":
        phys.pop()
    long_, cut, cutesc, empty = [], [], [], []
    for no, l in enumerate(phys, 1):
        if len(l) > 75:
            long_.append("line %d: %d octets" % (no, len(l)))
        try:
            l.decode("utf-8")
        except UnicodeDecodeError:
            cut.append("line %d" % no)
        if l == b"":
            empty.append("line %d" % no)
        if no < len(phys) and phys[no][:1] in (b" ", b"\t"):
            t = len(l) - len(l.rstrip(b"\\"))
            if t % 2:
                cutesc.append("line %d" % no)
    rep.check("F04", "no line over 75 octets", long_)
    rep.check("F05", "no fold inside a UTF-8 character", cut if unfolded_ok else [])
    rep.check("F06", "no fold inside a backslash escape (Google; icalendar #1501)", cutesc, warn=True)
    rep.check("F07", "no empty line", empty)

    # unfold
    lines, cur, start = [], None, 0
    for no, l in enumerate(phys, 1):
        if l[:1] in (b" ", b"\t"):
            if cur is None:
                rep.add("FAIL", "F08", "continuation before any line", "line %d" % no)
                continue
            cur += l[1:]
        else:
            if cur:
                lines.append((start, cur))
            cur, start = l, no
    if cur:
        lines.append((start, cur))
    ctrl, soft, synt = [], [], []
    stack, cals, dup_end = [], [], []
    for no, b in lines:
        s = b.decode("utf-8", "replace")
        m = re.search(r"[\x00-\x08\x0a-\x1f\x7f]", s)
        if m:
            ctrl.append("line %d: U+%04X in %s" % (no, ord(m.group()), s[:20].split(":")[0].split(";")[0]))
        m = re.search("[\x80-\x9f\u2028\u2029\ufeff\ufffd]", s)
        if m:
            soft.append("line %d: U+%04X" % (no, ord(m.group())))
        name, params, value, probs = split_line(s)
        for pr in probs:
            synt.append("line %d: %s" % (no, pr))
        if probs and name not in ("BEGIN", "END"):
            continue
        if name == "BEGIN":
            c = Comp(value.strip().upper(), no)
            (stack[-1].subs if stack else cals).append(c)
            stack.append(c)
        elif name == "END":
            if not stack or stack[-1].name != value.strip().upper():
                dup_end.append("line %d: END:%s closes %s" % (no, value, stack[-1].name if stack else "nothing"))
            if stack:
                stack.pop()
        elif not stack:
            dup_end.append("line %d: property %s outside a component" % (no, name))
        else:
            stack[-1].props.append(Prop(name, params, value, no, s))
    for c in stack:
        dup_end.append("BEGIN:%s (line %d) is never closed" % (c.name, c.line))
    rep.check("F09", "no control characters (C0 other than TAB, DEL)", ctrl)
    rep.check("F10", "no C1, U+2028/2029, BOM or U+FFFD in text (some clients break lines there)", soft, warn=True)
    rep.check("F11", "every content line parses (name, parameters, quoting)", synt)
    rep.check("F12", "BEGIN/END balanced", dup_end)
    rep.check("F13", "exactly one VCALENDAR", [] if len(cals) == 1 and cals[0].name == "VCALENDAR"
              else ["%d top components: %s" % (len(cals), ", ".join(c.name for c in cals[:4]))])
    return cals

# --------------------------------------------------------------------------------------------- values
RE_DATE = re.compile(r"(\d{4})(\d\d)(\d\d)$")
RE_DTM = re.compile(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(Z?)$")
RE_DUR = re.compile(r"([+-]?)P(?:(\d+)W|(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?)$")
RE_OFF = re.compile(r"([+-])(\d\d)(\d\d)(\d\d)?$")


def p_date(v):
    m = RE_DATE.match(v)
    return dt.date(*map(int, m.groups())) if m else None


def p_dtm(v):
    m = RE_DTM.match(v)
    if not m:
        return None
    try:
        return dt.datetime(*map(int, m.groups()[:6])), bool(m.group(7))
    except ValueError:
        return None


def p_dur(v):
    m = RE_DUR.match(v)
    if not m or v[-1] in "PT":
        return None
    sg, w, d, h, mi, s = m.groups()
    td = dt.timedelta(weeks=int(w or 0), days=int(d or 0), hours=int(h or 0), minutes=int(mi or 0), seconds=int(s or 0))
    return -td if sg == "-" else td


def p_off(v):
    m = RE_OFF.match(v or "")
    if not m:
        return None
    td = dt.timedelta(hours=int(m.group(2)), minutes=int(m.group(3)), seconds=int(m.group(4) or 0))
    return -td if m.group(1) == "-" else td


class VTZ:
    """VTIMEZONE evaluated by ourselves (dateutil only for RRULE)."""

    def __init__(self, comp, until):
        from dateutil.rrule import rrulestr
        self.tzid, self.problems, tr = comp.val("TZID"), [], []
        self.xlic = comp.val("X-LIC-LOCATION")
        if not self.tzid:
            self.problems.append("VTIMEZONE without TZID")
        obs = [s for s in comp.subs if s.name in ("STANDARD", "DAYLIGHT")]
        if not obs:
            self.problems.append("%s has no STANDARD/DAYLIGHT" % self.tzid)
        for o in obs:
            fr, to = p_off(o.val("TZOFFSETFROM")), p_off(o.val("TZOFFSETTO"))
            st = p_dtm(o.val("DTSTART", ""))
            if fr is None or to is None or st is None:
                self.problems.append("%s %s: DTSTART/TZOFFSETFROM/TZOFFSETTO missing or bad" % (self.tzid, o.name))
                continue
            if st[1]:
                self.problems.append("%s %s: DTSTART must be local, has Z" % (self.tzid, o.name))
            on = {st[0]}
            for rp in o.all("RDATE"):
                for v in rp.value.split(","):
                    d = p_dtm(v)
                    if d:
                        on.add(d[0])
            for rr in o.all("RRULE"):
                r = rr.value
                m = re.search(r"UNTIL=(\d{8}T\d{6})Z", r)
                if m:
                    u = dt.datetime.strptime(m.group(1), "%Y%m%dT%H%M%S") + fr
                    r = r.replace(m.group(0), "UNTIL=" + u.strftime("%Y%m%dT%H%M%S"))
                try:
                    rule = rrulestr(r, dtstart=max(st[0], st[0].replace(year=max(st[0].year, 1900))))
                    on.update(rule.between(dt.datetime(1900, 1, 1), until, inc=True))
                except Exception as x:
                    self.problems.append("%s RRULE %s: %s" % (self.tzid, r, x))
            tr += [(x, fr, to) for x in on if x <= until]
        self.tr = sorted(tr, key=lambda t: t[0] - t[1] if t[0].year > 1600 else t[0])

    def offset(self, local):
        off = None
        for on, fr, to in self.tr:
            if on <= local:
                off = to
            elif off is None:
                return fr
            else:
                break
        return off


CSS3 = set("""aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue blueviolet brown
burlywood cadetblue chartreuse chocolate coral cornflowerblue cornsilk crimson cyan darkblue darkcyan darkgoldenrod
darkgray darkgreen darkgrey darkkhaki darkmagenta darkolivegreen darkorange darkorchid darkred darksalmon darkseagreen
darkslateblue darkslategray darkslategrey darkturquoise darkviolet deeppink deepskyblue dimgray dimgrey dodgerblue
firebrick floralwhite forestgreen fuchsia gainsboro ghostwhite gold goldenrod gray green greenyellow grey honeydew
hotpink indianred indigo ivory khaki lavender lavenderblush lawngreen lemonchiffon lightblue lightcoral lightcyan
lightgoldenrodyellow lightgray lightgreen lightgrey lightpink lightsalmon lightseagreen lightskyblue lightslategray
lightslategrey lightsteelblue lightyellow lime limegreen linen magenta maroon mediumaquamarine mediumblue
mediumorchid mediumpurple mediumseagreen mediumslateblue mediumspringgreen mediumturquoise mediumvioletred
midnightblue mintcream mistyrose moccasin navajowhite navy oldlace olive olivedrab orange orangered orchid
palegoldenrod palegreen paleturquoise palevioletred papayawhip peachpuff peru pink plum powderblue purple red
rosybrown royalblue saddlebrown salmon sandybrown seagreen seashell sienna silver skyblue slateblue slategray
slategrey snow springgreen steelblue tan teal thistle tomato turquoise violet wheat white whitesmoke yellow
yellowgreen""".split())

ONCE = {
    "VCALENDAR": "PRODID VERSION CALSCALE METHOD UID LAST-MODIFIED URL REFRESH-INTERVAL SOURCE COLOR "
                 "X-WR-CALNAME X-WR-TIMEZONE X-PUBLISHED-TTL X-WR-CALDESC",
    "VEVENT": "DTSTAMP UID DTSTART CLASS CREATED DESCRIPTION GEO LAST-MODIFIED LOCATION ORGANIZER PRIORITY SEQUENCE "
              "STATUS SUMMARY TRANSP URL RECURRENCE-ID DTEND DURATION COLOR",
    "VTIMEZONE": "TZID LAST-MODIFIED TZURL",
    "STANDARD": "DTSTART TZOFFSETTO TZOFFSETFROM", "DAYLIGHT": "DTSTART TZOFFSETTO TZOFFSETFROM",
    "VALARM": "ACTION TRIGGER DURATION REPEAT DESCRIPTION SUMMARY",
    "VFREEBUSY": "DTSTAMP UID CONTACT DTSTART DTEND ORGANIZER URL",
}
NEED = {"VCALENDAR": "PRODID VERSION", "VEVENT": "UID DTSTAMP", "VTIMEZONE": "TZID",
        "STANDARD": "DTSTART TZOFFSETTO TZOFFSETFROM", "DAYLIGHT": "DTSTART TZOFFSETTO TZOFFSETFROM",
        "VALARM": "ACTION TRIGGER", "VFREEBUSY": "UID DTSTAMP"}
TEXTS = "SUMMARY DESCRIPTION LOCATION COMMENT CONTACT NAME X-WR-CALNAME X-WR-CALDESC TZNAME STATUS".split()
TIMES = "DTSTART DTEND RECURRENCE-ID EXDATE RDATE DUE".split()
ENUM = {"STATUS": {"TENTATIVE", "CONFIRMED", "CANCELLED"}, "TRANSP": {"OPAQUE", "TRANSPARENT"},
        "CLASS": {"PUBLIC", "PRIVATE", "CONFIDENTIAL"}}


def comps(cal):
    yield cal
    for s in cal.subs:
        yield from comps(s)


def label(e):
    return "UID %s" % (e.val("UID") or "(none, line %d)" % e.line)[:60]


class Times:
    """DTSTART/DTEND of one VEVENT as reference values, from our own VTIMEZONE evaluation."""

    def __init__(self, vtz):
        self.vtz, self.cache = vtz, {}

    def conv(self, p):
        if p is None:
            return None
        d = p_date(p.value)
        if d:
            return {"kind": "date", "value": d.strftime("%Y%m%d")}
        t = p_dtm(p.value)
        if not t:
            return {"kind": "bad", "value": p.value}
        if t[1]:
            return {"kind": "utc", "value": p.value}
        tz = p.p("TZID")
        if not tz:
            return {"kind": "floating", "value": p.value}
        off = self.vtz[tz].offset(t[0]) if tz in self.vtz else None
        if off is None:
            try:
                off = t[0].replace(tzinfo=zoneinfo.ZoneInfo(tz.lstrip("/"))).utcoffset()
            except Exception:
                return {"kind": "unknown-tz", "value": p.value}
        return {"kind": "utc", "value": (t[0] - off).strftime("%Y%m%dT%H%M%SZ")}

    def start_end(self, e):
        st, en = self.conv(e.one("DTSTART")), self.conv(e.one("DTEND"))
        if st and not en:
            f = {"date": "%Y%m%d", "utc": "%Y%m%dT%H%M%SZ", "floating": "%Y%m%dT%H%M%S"}.get(st["kind"])
            if f:
                x = dt.datetime.strptime(st["value"], f)
                du = p_dur(e.val("DURATION", "")) if e.one("DURATION") else None
                if du is None:
                    du = dt.timedelta(days=1) if st["kind"] == "date" else dt.timedelta()
                en = {"kind": st["kind"], "value": (x + du).strftime(f)}
        return st, en


def check_semantics(cal, rep, kind):
    evs = list(cal.walk("VEVENT"))
    # cardinality ---------------------------------------------------------------------------
    bad, miss = [], []
    for c in comps(cal):
        n = Counter(p.name for p in c.props)
        for k in ONCE.get(c.name, "").split():
            if n[k] > 1:
                bad.append("%s x%d in %s (%s)" % (k, n[k], c.name, label(c) if c.name == "VEVENT" else "line %d" % c.line))
        for k in NEED.get(c.name, "").split():
            if not n[k]:
                miss.append("%s missing in %s (line %d)" % (k, c.name, c.line))
    rep.check("S01", "required properties present (PRODID, VERSION, UID, DTSTAMP, ...)", miss)
    rep.check("S02", "RFC 5545/7986 cardinalities", bad)
    bad = []
    if cal.val("VERSION") != "2.0":
        bad.append("VERSION is %r" % cal.val("VERSION"))
    if cal.val("CALSCALE", "GREGORIAN").upper() != "GREGORIAN":
        bad.append("CALSCALE is %r" % cal.val("CALSCALE"))
    rep.check("S03", "VERSION:2.0, CALSCALE absent or GREGORIAN", bad)
    rep.check("S04", "at least one component", [] if cal.subs else ["VCALENDAR is empty (RFC 5545 3.6 wants one)"], warn=True)
    # text escaping -------------------------------------------------------------------------
    bad = []
    for c in comps(cal):
        for p in c.props:
            if p.name in TEXTS:
                v = re.sub(r"\\[\\;,nN]", "", p.value)
                m = re.search(r"[\\;,]", v)
                if m:
                    bad.append("line %d %s: %s" % (p.line, p.name, "unknown escape or lone backslash" if m.group() == "\\"
                                                   else "unescaped %r" % m.group()))
    rep.check("S05", "TEXT values escaped (\\\\ \\; \\, \\n)", bad)
    bad = ["line %d %s" % (p.line, p.name) for c in comps(cal) for p in c.props
           if p.name in ("SUMMARY", "LOCATION", "NAME", "X-WR-CALNAME") and "\n" in unescape(p.value)]
    rep.check("S06", "no line break in SUMMARY/LOCATION/NAME", bad, warn=True)
    bad = []
    for c in comps(cal):
        for p in c.props:
            if p.name in TEXTS and re.search(r"<(br|p|div|b|a )[^>]*>|&(nbsp|amp|lt|gt|#\d+);", p.value):
                bad.append("line %d %s" % (p.line, p.name))
    rep.check("S07", "no HTML in plain text properties (HTML belongs in X-ALT-DESC)", bad, warn=True)
    bad = []
    for c in comps(cal):
        for p in c.props:
            for k, vs in p.params.items():
                if any(re.search(r"\^[n'^]", v) for v in vs):
                    bad.append("line %d %s;%s" % (p.line, p.name, k))
    rep.check("S08", "no RFC 6868 caret escapes in parameters (older readers show them raw)", bad, warn=True)
    # times ---------------------------------------------------------------------------------
    bad = []
    for e in evs:
        for k in ("DTSTAMP", "CREATED", "LAST-MODIFIED"):
            for p in e.all(k):
                t = p_dtm(p.value)
                if not t or not t[1] or p.p("TZID"):
                    bad.append("%s %s:%s not UTC" % (label(e), k, p.value))
    rep.check("S09", "DTSTAMP, CREATED, LAST-MODIFIED in UTC", bad)
    bad, orderb, typ, zero, tzp, fl = [], [], [], [], [], []
    for e in evs:
        ps, pe = e.one("DTSTART"), e.one("DTEND")
        if not ps and not cal.one("METHOD"):
            bad.append("%s has no DTSTART" % label(e))
        if pe and e.one("DURATION"):
            bad.append("%s has DTEND and DURATION" % label(e))
        if e.one("DURATION") and p_dur(e.val("DURATION")) is None:
            bad.append("%s bad DURATION %s" % (label(e), e.val("DURATION")))
        for p in e.props:
            if p.name not in TIMES:
                continue
            if p.p("VALUE") == "PERIOD":
                continue
            for v in p.value.split(","):
                d, t = p_date(v), p_dtm(v)
                if not d and not t:
                    bad.append("%s %s:%s is no date" % (label(e), p.name, v[:30]))
                    continue
                isd = p.p("VALUE") == "DATE"
                if bool(d) != isd:
                    typ.append("%s %s:%s but VALUE=%s" % (label(e), p.name, v, p.p("VALUE")))
                if p.p("TZID") and (d or t[1]):
                    tzp.append("%s %s: TZID with %s" % (label(e), p.name, "a DATE" if d else "a UTC time"))
                if t and not t[1] and not p.p("TZID"):
                    fl.append("%s %s" % (label(e), p.name))
        if ps and pe:
            a, b = RE_DATE.match(ps.value), RE_DATE.match(pe.value)
            if bool(a) != bool(b):
                typ.append("%s DTSTART and DTEND of different types" % label(e))
    rep.check("S10", "date-times well formed; DTSTART present; not both DTEND and DURATION", bad)
    rep.check("S11", "VALUE=DATE where and only where a date; DTSTART/DTEND same type", typ)
    rep.check("S12", "no TZID on a DATE or a UTC time", tzp)
    rep.check("S13", "no floating times", fl, warn=True)
    # VTIMEZONE -----------------------------------------------------------------------------
    years = [int(p.value[:4]) for e in evs for p in e.props if p.name in TIMES and p.value[:4].isdigit()]
    until = dt.datetime(min(max(years or [2030]) + 2, 2200), 1, 1)
    vtz, tzbad, dupz = {}, [], []
    for v in cal.walk("VTIMEZONE"):
        z = VTZ(v, until)
        tzbad += z.problems
        if z.tzid in vtz:
            dupz.append(z.tzid)
        vtz[z.tzid] = z
    used = OrderedDict()
    for e in evs:
        for p in e.props:
            if p.name in TIMES and p.p("TZID"):
                used.setdefault(p.p("TZID"), []).append(p)
    rep.check("T01", "VTIMEZONE well formed, one per TZID", tzbad + ["%s twice" % d for d in dupz])
    rep.check("T02", "every TZID used has a VTIMEZONE", ["%s" % t for t in used if t not in vtz])
    # RFC 5545 3.6 wants at least one component (S04): an empty calendar keeps the VTIMEZONE of its X-WR-TIMEZONE.
    kept = set() if evs else {cal.val("X-WR-TIMEZONE")}
    rep.check("T03", "no unused VTIMEZONE", [t for t in vtz if t not in used and t not in kept], warn=True)
    noiana, wrong, wide, gap, onset = [], [], [], [], []
    for tzid, props in used.items():
        z = vtz.get(tzid)
        key = tzid
        try:
            zi = zoneinfo.ZoneInfo(key)
        except Exception:
            zi = None
            if z and z.xlic:
                try:
                    zi = zoneinfo.ZoneInfo(z.xlic)
                except Exception:
                    pass
            noiana.append(tzid)
        if not zi or not z:
            continue
        loc = []
        for p in props:
            for v in p.value.split(","):
                t = p_dtm(v)
                if t:
                    loc.append((t[0], p))
        for l, p in loc:
            w = l.replace(tzinfo=zi)
            if w.astimezone(UTC).astimezone(zi).replace(tzinfo=None) != l:
                gap.append("%s %s does not exist in %s" % (p.name, p.value, tzid))
                continue
            if z.offset(l) != w.utcoffset():
                wrong.append("%s at %s: VTIMEZONE %s, zoneinfo %s" % (tzid, l, z.offset(l), w.utcoffset()))
        if loc:
            a, b = min(l for l, _ in loc), max(l for l, _ in loc)
            a, b = a - dt.timedelta(days=1), b + dt.timedelta(days=1)
            rec = any(e.one("RRULE") for e in evs)
            if rec:
                b = min(until, b + dt.timedelta(days=400))
            step, t, prev = dt.timedelta(hours=1), a.replace(minute=30, second=0), None
            if (b - a).days > 3000:
                b = a + dt.timedelta(days=3000)
            while t < b:
                w = t.replace(tzinfo=zi)
                if z.offset(t) != w.utcoffset() and w.astimezone(UTC).astimezone(zi).replace(tzinfo=None) == t:
                    wide.append("%s at %s: VTIMEZONE %s, zoneinfo %s" % (tzid, t, z.offset(t), w.utcoffset()))
                t += step
            # onsets as UTC instants: some clients compare these, not local times
            mine = {on - fr for on, fr, to in z.tr if fr != to and a < on - fr < b}
            true, u = set(), a
            while u < b:
                o1 = u.replace(tzinfo=UTC).astimezone(zi).utcoffset()
                o2 = (u + dt.timedelta(days=1)).replace(tzinfo=UTC).astimezone(zi).utcoffset()
                if o1 != o2:
                    lo, hi = 0, 86400
                    while hi - lo > 1:
                        mid = (lo + hi) // 2
                        if (u + dt.timedelta(seconds=mid)).replace(tzinfo=UTC).astimezone(zi).utcoffset() == o1:
                            lo = mid
                        else:
                            hi = mid
                    x = u + dt.timedelta(seconds=hi)
                    if a < x < b:
                        true.add(x)
                u += dt.timedelta(days=1)
            for x in sorted(mine ^ true):
                onset.append("%s %s UTC only in %s" % (tzid, x, "the VTIMEZONE" if x in mine else "zoneinfo"))
    rep.check("T04", "TZIDs are IANA names", noiana, warn=True)
    rep.check("T05", "VTIMEZONE equals zoneinfo at every event time", wrong)
    rep.check("T06", "VTIMEZONE equals zoneinfo hour by hour over the whole period", wide, warn=True)
    rep.check("T07", "no event time inside a DST gap", gap)
    rep.check("T08", "VTIMEZONE onsets at the right UTC instants over the whole period", onset, warn=True)
    tm = Times(vtz)
    for e in evs:
        st, en = tm.start_end(e)
        if st and en and st["kind"] == en["kind"] and e.one("DTEND"):
            if en["value"] < st["value"]:
                orderb.append("%s ends before it starts" % label(e))
            elif en["value"] == st["value"]:
                zero.append("%s ends when it starts%s" % (label(e), " (all-day DTEND is exclusive)" if st["kind"] == "date" else ""))
    rep.check("S14", "DTEND after DTSTART", orderb + [z for z in zero if "all-day" in z])
    rep.check("S15", "no zero-length event", [z for z in zero if "all-day" not in z], warn=True)
    # identity ------------------------------------------------------------------------------
    c = Counter((e.val("UID"), json.dumps(tm.conv(e.one("RECURRENCE-ID")))) for e in evs)
    rep.check("S16", "UID (+RECURRENCE-ID) unique", ["%s x%d" % (k[0], n) for k, n in c.items() if n > 1])
    bad = []
    for e in evs:
        u = e.val("UID") or ""
        if len(u.encode()) > 255 or not re.match(r"[\x21-\x7e]+$", u):
            bad.append("%r: longer than 255 octets, or spaces or non-ASCII" % u[:40])
        elif "@" not in u and not re.search(r"[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}", u, re.I):
            bad.append("%r: neither id@domain nor a UUID (not globally unique)" % u[:40])
    rep.check("S17", "UIDs are ASCII, at most 255 octets, globally unique in form", bad, warn=True)
    bad = []
    for cc in comps(cal):
        for p in cc.props:
            if cc.name == "VEVENT" and p.name in ENUM and p.value.upper() not in ENUM[p.name]:
                bad.append("line %d %s:%s" % (p.line, p.name, p.value[:30]))
            elif p.name == "SEQUENCE" and not re.match(r"\d{1,10}$", p.value):
                bad.append("line %d SEQUENCE:%s" % (p.line, p.value[:30]))
            elif p.name == "PRIORITY" and p.value not in "0123456789":
                bad.append("line %d PRIORITY:%s" % (p.line, p.value[:30]))
            elif p.name == "GEO":
                m = re.match(r"([+-]?\d+(?:\.\d+)?);([+-]?\d+(?:\.\d+)?)$", p.value)
                if not m or abs(float(m.group(1))) > 90 or abs(float(m.group(2))) > 180:
                    bad.append("line %d GEO:%s (latitude;longitude)" % (p.line, p.value[:40]))
            elif p.name in ("URL", "SOURCE", "TZURL", "CONFERENCE") and not re.match(r"[A-Za-z][A-Za-z0-9+.-]*:\S+$", p.value):
                bad.append("line %d %s:%s is no URI" % (p.line, p.name, p.value[:40]))
            elif p.name in ("CONFERENCE", "SOURCE") and p.name == "CONFERENCE" and p.p("VALUE") != "URI":
                bad.append("line %d CONFERENCE needs VALUE=URI" % p.line)
            elif p.name == "COLOR" and p.value.lower() not in CSS3:
                bad.append("line %d COLOR:%s is no CSS3 colour name" % (p.line, p.value[:20]))
            elif p.name == "REFRESH-INTERVAL" and (p.p("VALUE") != "DURATION" or not p_dur(p.value)):
                bad.append("line %d REFRESH-INTERVAL needs VALUE=DURATION and a positive duration (has %r:%s)"
                           % (p.line, p.p("VALUE"), p.value[:20]))
            elif p.name == "X-PUBLISHED-TTL" and not p_dur(p.value):
                bad.append("line %d X-PUBLISHED-TTL:%s is no duration" % (p.line, p.value[:20]))
            elif p.name == "TRIGGER" and p.p("VALUE") != "DATE-TIME" and p_dur(p.value) is None:
                bad.append("line %d TRIGGER:%s" % (p.line, p.value[:20]))
            elif p.name in ("ORGANIZER", "ATTENDEE"):
                if not re.match(r"mailto:[^@\s]+@[^@\s]+$", p.value, re.I) and not re.match(r"(urn|https?|tel|ldap|sip|invalid):", p.value, re.I):
                    bad.append("line %d %s:%s is no calendar address" % (p.line, p.name, p.value[:40]))
    rep.check("S18", "values valid (STATUS, TRANSP, CLASS, GEO, URL, COLOR, REFRESH-INTERVAL, X-PUBLISHED-TTL, ATTENDEE ...)", bad)
    # method --------------------------------------------------------------------------------
    meth = (cal.val("METHOD") or "").upper()
    bad = []
    if kind == "itip":
        if meth not in ("REQUEST", "CANCEL", "REPLY", "ADD", "COUNTER", "DECLINECOUNTER", "REFRESH"):
            bad.append("METHOD is %r" % meth)
        if len({e.val("UID") for e in evs}) != 1:
            bad.append("%d UIDs in one iTIP message" % len({e.val("UID") for e in evs}))
        for e in evs:
            if not e.one("ORGANIZER"):
                bad.append("%s without ORGANIZER" % label(e))
            if meth in ("REQUEST", "CANCEL") and not e.all("ATTENDEE"):
                bad.append("%s without ATTENDEE" % label(e))
            if meth == "CANCEL" and not e.one("SEQUENCE"):
                bad.append("%s CANCEL without SEQUENCE (RFC 5546 3.2.5)" % label(e))
            if meth == "CANCEL" and e.val("STATUS", "").upper() != "CANCELLED":
                bad.append("%s CANCEL without STATUS:CANCELLED" % label(e))
            if meth == "REQUEST" and e.val("STATUS", "").upper() == "CANCELLED":
                bad.append("%s REQUEST with STATUS:CANCELLED" % label(e))
            if not e.one("DTSTART"):
                bad.append("%s without DTSTART (Outlook needs it, RFC 5546 for REQUEST too)" % label(e))
            if not e.one("SUMMARY") and meth == "REQUEST":
                bad.append("%s without SUMMARY (RFC 5546 3.2.2)" % label(e))
        rep.check("M01", "iTIP: METHOD, one UID, ORGANIZER, ATTENDEE, SEQUENCE, STATUS", bad)
    else:
        if meth and meth != "PUBLISH":
            bad.append("METHOD:%s turns the file into an invitation" % meth)
        rep.check("M01", "no METHOD other than PUBLISH in a feed or download", bad)
        bad = [label(e) for e in evs if e.all("ATTENDEE")]
        rep.check("M02", "no ATTENDEE in a published calendar (RFC 5546 3.2.1; clients may offer RSVP, and it discloses addresses)", bad, warn=True)
    bad = [label(e) for e in evs if e.all("ATTENDEE") and not e.one("ORGANIZER")]
    rep.check("M03", "ATTENDEE only with ORGANIZER (RFC 5545 3.8.4.3)", bad)
    if kind == "feed":
        bad = []
        for k in ("X-WR-CALNAME", "NAME"):
            if not cal.one(k):
                bad.append("no " + k)
        for k in ("REFRESH-INTERVAL", "X-PUBLISHED-TTL"):
            if not cal.one(k):
                bad.append("no " + k)
        if cal.one("NAME") and cal.one("X-WR-CALNAME") and cal.val("NAME") != cal.val("X-WR-CALNAME"):
            bad.append("NAME and X-WR-CALNAME differ")
        a, b = cal.val("REFRESH-INTERVAL"), cal.val("X-PUBLISHED-TTL")
        if a and b and p_dur(a) != p_dur(b):
            bad.append("REFRESH-INTERVAL %s, X-PUBLISHED-TTL %s" % (a, b))
        rep.check("M04", "feed names itself and its refresh interval in both dialects", bad, warn=True)
        bad = [label(e) for e in evs if not e.one("SEQUENCE") or not e.one("LAST-MODIFIED")]
        rep.check("M05", "feed events carry SEQUENCE and LAST-MODIFIED", bad, warn=True)
        bad = [label(e) for e in evs if list(e.walk("VALARM"))]
        rep.check("M06", "no VALARM in a feed (rings on every subscriber)", bad, warn=True)
    return tm

# --------------------------------------------------------------------------------------------- parsers
def tools(args):
    d = args.tools or os.environ.get("CALHARNESS_DIR")
    if not d:
        g = os.path.dirname(sys.prefix)
        if os.path.exists(os.path.join(g, "calharness.json")):
            d = g
    conf = {}
    if d and os.path.exists(os.path.join(d, "calharness.json")):
        conf = json.load(open(os.path.join(d, "calharness.json")))
    A = os.path.join(HERE, "adapters")
    py = conf.get("python") or sys.executable
    out = OrderedDict()
    out["icalendar"] = [py, A + "/py_icalendar.py"]
    out["vobject"] = [py, A + "/py_vobject.py"]
    out["ics"] = [py, A + "/py_ics.py"]
    if conf.get("node"):
        out["ical.js"] = [conf.get("node_bin", "node"), A + "/node_icaljs.cjs", conf["node"]]
        out["node-ical"] = [conf.get("node_bin", "node"), A + "/node_nodeical.cjs", conf["node"]]
    if conf.get("libical"):
        out["libical"] = [conf["libical"]]
    if conf.get("php"):
        out["sabre"] = [conf["php"], A + "/php_sabre.php"]
    for k in ("ical.js", "node-ical", "libical", "sabre"):
        out.setdefault(k, None)
    return out


def run_parser(name, cmd, path):
    env = dict(os.environ, TZ="UTC", LC_ALL="C.UTF-8", PYTHONIOENCODING="utf-8")
    try:
        r = subprocess.run(cmd + [path], stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=120, env=env)
    except FileNotFoundError:
        return None, "not installed"
    except subprocess.TimeoutExpired:
        return {"ok": False, "parser": name, "events": [], "errors": ["timed out after 120 s"]}, ""
    o = r.stdout.decode("utf-8", "replace")
    err = r.stderr.decode("utf-8", "replace")
    if "No module named" in err or "Cannot find module" in err:
        return None, "not installed"
    i = o.find('{"parser"')
    try:
        return json.loads(o[i:]), ""
    except Exception:
        return {"ok": False, "parser": name, "events": [], "errors": ["crashed rc=%d %s" % (r.returncode, (err or o)[-200:])]}, ""


# Deviations of the parsers themselves, seen on valid input; reported as NOTE, not FAIL.
def known(name, field, ref, got, e):
    if name == "ics" and field in ("status",):
        return "ics.py checks STATUS only loosely"
    if name == "ics" and field == "end" and not e.one("DTEND"):
        return "ics.py 0.7 counts DURATION or a missing end its own way"
    if ref is not None and got is not None and field in ("summary", "location", "description"):
        if ref.strip() == got.strip():
            return "outer blanks trimmed"
        if name == "node-ical" and "\\" in ref:
            return "node-ical misreads an escaped backslash before n, N, ',' or ';'"
    if ref == "" and got is None or ref is None and got == "":
        return "empty and absent not told apart"
    if name == "ics" and ref and "\\" in ref:
        return "ics.py 0.7 unescapes backslashes its own way"
    return None


def check_parsers(cal, tm, path, rep, args):
    evs = list(cal.walk("VEVENT"))
    ref = []
    for e in evs:
        st, en = tm.start_end(e)
        ref.append({"uid": e.text("UID"), "rid": tm.conv(e.one("RECURRENCE-ID")), "start": st, "end": en, "summary": e.text("SUMMARY"),
                    "location": e.text("LOCATION"), "description": e.text("DESCRIPTION"),
                    "status": e.text("STATUS"), "sequence": int(e.val("SEQUENCE", "0")) if e.val("SEQUENCE", "0").isdigit() else 0,
                    "_e": e})
    ran = 0
    dupl = len({(r["uid"], json.dumps(r["rid"])) for r in ref}) != len(ref)
    per_uid = Counter(r["uid"] for r in ref)
    for name, cmd in tools(args).items():
        if name in args.skip:
            rep.add("SKIP", "P01", name, "by --skip")
            continue
        res, why = run_parser(name, cmd, path) if cmd else (None, "not installed")
        if res is None:
            rep.add("FAIL" if name in args.require else "SKIP", "P01", name, why)
            continue
        ran += 1
        title = res["parser"]
        rep.check("P01", "%s: parses" % title, [] if res["ok"] else res["errors"][:2] or ["failed"])
        if not res["ok"]:
            continue
        rep.check("P02", "%s: no property rejected" % title, res["errors"])
        got = res["events"]
        rep.check("P03", "%s: %d events" % (title, len(ref)), [] if len(got) == len(ref) else ["has %d" % len(got)])
        gm = {}
        for g in got:
            gm.setdefault((g["uid"], json.dumps(g["rid"]) if not res.get("no_rid") else None), []).append(g)
        tbad, xbad, notes, missing = [], [], Counter(), []
        for r in ref:
            k = (r["uid"], json.dumps(r["rid"]) if not res.get("no_rid") else None)
            lst = gm.get(k)
            if not lst:
                missing.append("%s" % r["uid"])
                continue
            g = lst.pop(0) if len(lst) > 1 else lst[0]
            if res.get("no_rid") and per_uid[r["uid"]] > 1:
                notes["has no RECURRENCE-ID, overrides not compared"] += 1
                continue
            if dupl:
                continue
            for f in ("start", "end"):
                a, b = r[f], g[f]
                if a == b:
                    continue
                if a and b and a["kind"] == "floating" and res.get("no_floating") and a["value"] == b["value"].rstrip("Z"):
                    continue
                w = known(name, f, None, None, r["_e"])
                if w:
                    notes[w] += 1
                    continue
                tbad.append("%s %s: file %s, parser %s" % (r["uid"][:40] if r["uid"] else "?", f, a and a["value"] + " " + a["kind"], b and b["value"] + " " + b["kind"]))
            for f in ("summary", "location", "description", "status", "sequence"):
                a, b = r[f], g[f]
                if f == "sequence" and res.get("no_sequence"):
                    continue
                if isinstance(a, str) and isinstance(b, str):
                    a, b = a.replace("\r\n", "\n"), b.replace("\r\n", "\n")
                if a == b:
                    continue
                w = known(name, f, a, b, r["_e"]) if not isinstance(a, int) else None
                if w:
                    notes[w] += 1
                    continue
                xbad.append("%s %s: file %r, parser %r" % ((r["uid"] or "?")[:30], f, short(a, b), short(b, a)))
        rep.check("P04", "%s: same UIDs" % title, missing)
        rep.check("P05", "%s: same start and end instants" % title, tbad)
        rep.check("P06", "%s: same SUMMARY, LOCATION, DESCRIPTION, STATUS, SEQUENCE" % title, xbad)
        for w, n in notes.items():
            rep.add("NOTE", "P07", "%s: %s" % (title, w), "%d times" % n)
    rep.check("P08", "at least %d parsers ran" % args.min_parsers, [] if ran >= args.min_parsers else ["only %d" % ran])


def short(a, b):
    if not isinstance(a, str) or not isinstance(b, str):
        return a if not isinstance(a, str) else a[:60]
    i = 0
    while i < min(len(a), len(b)) and a[i] == b[i]:
        i += 1
    return a[max(0, i - 10):i + 25]

# --------------------------------------------------------------------------------------------- old against new
SIGNIFICANT = ("DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "STATUS")
PLACE = ("LOCATION",)
QUIET = ("DTSTAMP", "LAST-MODIFIED", "SEQUENCE")


def canon(e):
    d = {}
    for p in e.props:
        d.setdefault(p.name, []).append((tuple((k, tuple(v)) for k, v in sorted(p.params.items())), p.value))
    d["_subs"] = [(s.name, sorted((p.name, p.value) for p in s.props)) for s in e.subs]
    return d


def check_previous(old, new, otm, ntm, rep, args):
    O, N = {}, {}
    for cal, tm, d in ((old, otm, O), (new, ntm, N)):
        for e in cal.walk("VEVENT"):
            d[(e.val("UID"), json.dumps(tm.conv(e.one("RECURRENCE-ID"))))] = (e, tm.start_end(e))
    now = args.now
    gone, seq, back, silent, same, created, noadv, canc = [], [], [], [], [], [], [], []
    for k, (e, (st, en)) in O.items():
        if k not in N:
            past = en and en["value"][:8] < now.strftime("%Y%m%d")
            if not past and e.val("STATUS", "").upper() != "CANCELLED":
                gone.append("%s (%s %s) vanished; keep it with STATUS:CANCELLED" % (k[0], st and st["value"], (e.text("SUMMARY") or "")[:20]))
            continue
        f, (nst, nen) = N[k]
        a, b = canon(e), canon(f)
        s0, s1 = int(e.val("SEQUENCE", "0") or 0), int(f.val("SEQUENCE", "0") or 0)
        if s1 < s0:
            back.append("%s SEQUENCE %d -> %d" % (k[0], s0, s1))
        for p in ("DTSTAMP", "LAST-MODIFIED"):
            if e.val(p) and f.val(p) and f.val(p) < e.val(p):
                back.append("%s %s %s -> %s" % (k[0], p, e.val(p), f.val(p)))
        if e.val("CREATED") and f.val("CREATED") != e.val("CREATED"):
            created.append("%s %s -> %s" % (k[0], e.val("CREATED"), f.val("CREATED")))
        chg = [p for p in set(a) | set(b) if p not in QUIET and a.get(p) != b.get(p)]
        sig = [p for p in chg if p in SIGNIFICANT]
        if set(sig) & {"DTSTART", "DTEND", "DURATION"} and (st, en) == (nst, nen):
            sig = [p for p in sig if p not in ("DTSTART", "DTEND", "DURATION")]
        if sig and s1 <= s0:
            seq.append("%s %s changed, SEQUENCE stays %d" % (k[0], "/".join(sorted(sig)), s0))
        if set(chg) & set(PLACE) and not sig and s1 <= s0:
            silent.append("%s LOCATION changed, SEQUENCE stays %d" % (k[0], s0))
        if chg and f.one("LAST-MODIFIED") and f.val("LAST-MODIFIED") <= (e.val("LAST-MODIFIED") or ""):
            noadv.append("%s %s changed, LAST-MODIFIED stays" % (k[0], "/".join(sorted(chg))))
        elif chg and not f.one("LAST-MODIFIED") and f.val("DTSTAMP") == e.val("DTSTAMP"):
            noadv.append("%s changed, DTSTAMP stays" % k[0])
        if not chg and any(a.get(p) != b.get(p) for p in QUIET):
            same.append("%s only %s changed" % (k[0], "/".join(p for p in QUIET if a.get(p) != b.get(p))))
        if e.val("STATUS", "").upper() == "CANCELLED" and f.val("STATUS", "").upper() != "CANCELLED" and s1 <= s0:
            canc.append(k[0])
    renamed = []
    goneuids = [k for k in O if k not in N]
    newuids = [k for k in N if k not in O]
    for g in goneuids:
        for n in newuids:
            if O[g][1] == N[n][1] and O[g][0].val("SUMMARY") == N[n][0].val("SUMMARY") and O[g][0].val("SUMMARY"):
                renamed.append("%s became %s" % (g[0], n[0]))
                break
    rep.check("Q01", "no UID changed for the same event", renamed)
    rep.check("Q02", "no coming event vanished without STATUS:CANCELLED", gone)
    rep.check("Q03", "SEQUENCE, DTSTAMP, LAST-MODIFIED never go back", back)
    rep.check("Q04", "SEQUENCE rises when time, recurrence or status changes (RFC 5546 2.1.4)", seq)
    rep.check("Q05", "SEQUENCE rises when the place changes", silent, warn=True)
    rep.check("Q06", "LAST-MODIFIED (or DTSTAMP) rises with any change", noadv)
    rep.check("Q07", "unchanged events unchanged byte for byte (ETag)", same, warn=True)
    rep.check("Q08", "CREATED never changes", created)
    rep.check("Q09", "calendar identity (PRODID, UID, NAME) kept",
              ["%s %r -> %r" % (p, old.val(p), new.val(p)) for p in ("PRODID", "UID", "NAME", "X-WR-CALNAME") if old.val(p) != new.val(p)], warn=True)
    zo = [v.val("TZID") for v in old.walk("VTIMEZONE")]
    zn = [v.val("TZID") for v in new.walk("VTIMEZONE")]
    rep.check("Q10", "VTIMEZONE order stable", [] if [z for z in zo if z in zn] == [z for z in zn if z in zo] else ["%s -> %s" % (zo, zn)], warn=True)

# --------------------------------------------------------------------------------------------- HTTP
def fetch(url, headers=None, method="GET"):
    url = re.sub(r"^webcal", "http", url)
    for _ in range(5):
        u = urllib.parse.urlsplit(url)
        C = http.client.HTTPSConnection if u.scheme == "https" else http.client.HTTPConnection
        c = C(u.hostname, u.port, timeout=30)
        c.request(method, (u.path or "/") + ("?" + u.query if u.query else ""), headers=dict({"User-Agent": "calharness/1"}, **(headers or {})))
        r = c.getresponse()
        body = r.read()
        h = {k.lower(): v for k, v in r.getheaders()}
        c.close()
        if r.status in (301, 302, 307, 308) and "location" in h and method in ("GET", "HEAD"):
            url = urllib.parse.urljoin(url, h["location"])
            continue
        return r.status, h, body
    raise SystemExit("too many redirects")


def check_http(url, rep, args):
    st, h, body = fetch(url)
    rep.check("H01", "GET answers 200", [] if st == 200 else ["status %d" % st])
    ct = h.get("content-type", "")
    rep.check("H02", "Content-Type text/calendar; charset=utf-8",
              [] if re.match(r"text/calendar\s*;.*charset=\"?utf-8", ct, re.I) else [ct or "none"])
    et, lm = h.get("etag"), h.get("last-modified")
    rep.check("H03", "ETag", [] if et and re.match(r'(W/)?"[^"]+"$', et) else [str(et)])
    time.sleep(1.1)
    st2, h2, body2 = fetch(url)
    rep.check("H04", "two GETs a second apart give the same bytes and ETag", [] if body == body2 and et == h2.get("etag")
              else ["bytes %s, ETag %s / %s" % ("same" if body == body2 else "differ", et, h2.get("etag"))])
    if et:
        s, hh, b = fetch(url, {"If-None-Match": et})
        rep.check("H05", "If-None-Match: 304 without a body", [] if s == 304 and not b else ["status %d, %d bytes" % (s, len(b))])
        s, hh, b = fetch(url, {"If-None-Match": '"x", ' + (et if et.startswith("W/") else "W/" + et)})
        rep.check("H06", "If-None-Match with a list and a weak tag: 304 (a gzip proxy weakens tags)", [] if s == 304 else ["status %d" % s], warn=True)
        s, hh, b = fetch(url, {"If-None-Match": '"other"'})
        rep.check("H07", "If-None-Match of another tag: 200 and a body", [] if s == 200 and b else ["status %d" % s])
    if lm:
        s, hh, b = fetch(url, {"If-Modified-Since": lm})
        rep.check("H08", "If-Modified-Since: 304", [] if s == 304 else ["status %d" % s])
    else:
        rep.add("WARN", "H08", "Last-Modified present", "none")
    s, hh, b = fetch(url, method="HEAD")
    rep.check("H09", "HEAD: 200, same headers, no body", ([] if s == 200 else ["status %d" % s]) + (["body"] if b else [])
              + (["ETag differs"] if hh.get("etag") != et else []) + (["Content-Type differs"] if hh.get("content-type") != ct else []))
    cc = h.get("cache-control", "")
    bad = []
    if not re.search(r"\bprivate\b|\bno-store\b", cc):
        bad.append("Cache-Control: %s (a secret URL must not be cached by shared caches)" % (cc or "none"))
    if "no-store" in cc:
        bad.append("no-store defeats conditional requests")
    rep.check("H10", "Cache-Control private (and not no-store)", bad)
    s, hh, b = fetch(url, {"Accept-Encoding": "gzip"})
    bad = []
    if hh.get("content-encoding") == "gzip":
        try:
            if gzip.decompress(b) != body:
                bad.append("gzip body differs")
        except Exception as x:
            bad.append("bad gzip: %s" % x)
        if "accept-encoding" not in hh.get("vary", "").lower():
            bad.append("no Vary: Accept-Encoding")
        rep.check("H11", "gzip", bad)
        g = hh.get("etag")
        if g:
            s, _, b = fetch(url, {"Accept-Encoding": "gzip", "If-None-Match": g})
            rep.check("H12", "gzip ETag revalidates", [] if s == 304 else ["status %d" % s])
    else:
        rep.add("WARN" if len(body) > 20000 else "NOTE", "H11", "gzip not used", "%d bytes" % len(body))
    cd = h.get("content-disposition", "")
    bad = []
    if re.search(r"[^\x20-\x7e]", cd):
        bad.append("raw non-ASCII in Content-Disposition")
    if cd and "filename*" in cd.lower() and not re.search(r"filename\*=UTF-8''[A-Za-z0-9!#$&+.^_`|~%-]+", cd, re.I):
        bad.append("filename* not RFC 8187: " + cd)
    if cd and not re.search(r"\.ics\b", cd):
        bad.append("file name does not end in .ics: " + cd)
    rep.check("H13", "Content-Disposition well formed" + ("" if cd else " (absent)"), bad)
    bad = []
    if "noindex" not in h.get("x-robots-tag", ""):
        bad.append("no X-Robots-Tag: noindex")
    if h.get("set-cookie"):
        bad.append("sets a cookie")
    if "nosniff" not in h.get("x-content-type-options", ""):
        bad.append("no X-Content-Type-Options: nosniff")
    rep.check("H14", "feed hygiene (X-Robots-Tag, no cookie, nosniff)", bad, warn=True)
    u = urllib.parse.urlsplit(url)
    m = list(re.finditer(r"[A-Za-z0-9_-]{16,}", u.path))
    if m:
        g = m[-1]
        tok = g.group()
        alt = tok[:-1] + ("A" if tok[-1] != "A" else "B")
        bu = urllib.parse.urlunsplit((u.scheme, u.netloc, u.path[:g.start()] + alt + u.path[g.end():], u.query, ""))
        s, hh, b = fetch(bu)
        rep.check("H15", "a wrong token: 404 or 410, no calendar, no redirect to a log-in page",
                  [] if s in (404, 410) and b"BEGIN:VCALENDAR" not in b else ["status %d" % s])
    return body

# --------------------------------------------------------------------------------------------- main
def main(argv=None):
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("inputs", nargs="+")
    ap.add_argument("--kind", choices=("feed", "download", "itip"), default="download")
    ap.add_argument("--previous", help="older version of the same feed")
    ap.add_argument("--strict", action="store_true", help="a WARN fails")
    ap.add_argument("--only-bad", action="store_true", help="print no PASS lines")
    ap.add_argument("--tools", help="folder made by setup.sh (else $CALHARNESS_DIR, else beside this venv)")
    ap.add_argument("--skip", default="", help="parsers to leave out, comma separated")
    ap.add_argument("--require", default="", help="parsers whose absence fails, comma separated")
    ap.add_argument("--min-parsers", type=int, default=3)
    ap.add_argument("--no-parsers", action="store_true", help="own reader only (fast)")
    ap.add_argument("--now", help="YYYY-MM-DD, for --previous (default today)")
    ap.add_argument("--json", help="write all rows here too")
    args = ap.parse_args(argv)
    args.skip = set(filter(None, args.skip.split(",")))
    args.require = set(filter(None, args.require.split(",")))
    args.now = dt.datetime.strptime(args.now, "%Y-%m-%d") if args.now else dt.datetime.utcnow()
    rc, rows = 0, {}
    for inp in args.inputs:
        print("== %s" % inp)
        rep = Report(args.strict, args.only_bad)
        if re.match(r"(https?|webcals?)://", inp):
            raw = check_http(inp, rep, args)
        else:
            raw = open(inp, "rb").read()
        cals = read_ics(raw, rep)
        cal = next((c for c in cals if c.name == "VCALENDAR"), None)
        if cal is None:
            rep.add("FAIL", "S00", "there is a VCALENDAR")
        else:
            tm = check_semantics(cal, rep, args.kind)
            if not args.no_parsers:
                with tempfile.NamedTemporaryFile(suffix=".ics") as f:
                    f.write(raw)
                    f.flush()
                    check_parsers(cal, tm, f.name, rep, args)
            if args.previous:
                q = Report()
                q.add = lambda *a, **k: None
                q.check = lambda *a, **k: None
                oc = read_ics(open(args.previous, "rb").read(), q)
                otm = check_semantics(oc[0], q, args.kind)
                check_previous(oc[0], cal, otm, tm, rep, args)
        n = Counter(r[0] for r in rep.rows)
        print("-- %s: %d pass, %d fail, %d warn, %d skip" % (inp, n["PASS"], n["FAIL"], n["WARN"], n["SKIP"]))
        rows[inp] = rep.rows
        if rep.failed():
            rc = 1
    if args.json:
        json.dump(rows, open(args.json, "w"), ensure_ascii=False, indent=1)
    return rc


if __name__ == "__main__":
    sys.exit(main())
