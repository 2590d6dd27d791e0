#!/usr/bin/env python3
"""Makes good and deliberately bad inputs under DIR (default ./samples) and confirms that check_ics.py passes the
good ones and reports, for each bad one, the check it was made for.   python selftest.py [DIR] [--fast]"""
import contextlib
import gzip
import hashlib
import http.server
import io
import os
import sys
import threading

import check_ics

DIR = next((a for a in sys.argv[1:] if not a.startswith("-")), os.path.join(os.path.dirname(os.path.abspath(__file__)), "samples"))
FAST = "--fast" in sys.argv
os.makedirs(DIR, exist_ok=True)


def fold(s):
    out, cur, n = [], "", 0
    for ch in s:
        k = len(ch.encode())
        if n + k > 74:
            odd = (len(cur) - len(cur.rstrip("\\"))) % 2     # never between a backslash and what it escapes
            out.append(cur[:-1] if odd else cur)
            cur, n = ("\\", 1) if odd else ("", 0)
        cur += ch
        n += k
    out.append(cur)
    return "\r\n ".join(out) + "\r\n"


def esc(t):
    return t.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


SEOUL = ["BEGIN:VTIMEZONE", "TZID:Asia/Seoul", "BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETFROM:+0900",
         "TZOFFSETTO:+0900", "TZNAME:KST", "END:STANDARD", "END:VTIMEZONE"]
PARIS = ["BEGIN:VTIMEZONE", "TZID:Europe/Paris", "BEGIN:DAYLIGHT", "DTSTART:19810329T020000", "TZOFFSETFROM:+0100",
         "TZOFFSETTO:+0200", "TZNAME:CEST", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "END:DAYLIGHT",
         "BEGIN:STANDARD", "DTSTART:19961027T030000", "TZOFFSETFROM:+0200", "TZOFFSETTO:+0100", "TZNAME:CET",
         "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", "END:STANDARD", "END:VTIMEZONE"]
HEAD = ["VERSION:2.0", "PRODID:-//Visits//Calendar 1//KO", "CALSCALE:GREGORIAN", "UID:5c3e0c0e-1b4e-4a5e-9d0c-0f6a2b7d8e91",
        "NAME:라오스 대표단 방한 일정", "X-WR-CALNAME:라오스 대표단 방한 일정", "X-WR-TIMEZONE:Asia/Seoul",
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H", "X-PUBLISHED-TTL:PT6H", "COLOR:steelblue"]
LANGS = {"ko": "서울대학교병원 견학", "km": "ទស្សនកិច្ចនៅមន្ទីរពេទ្យសាកលវិទ្យាល័យជាតិសេអ៊ូល",
         "lo": "ການຢ້ຽມຢາມໂຮງໝໍມະຫາວິທະຍາໄລແຫ່ງຊາດໂຊລ", "th": "เยี่ยมชมโรงพยาบาลมหาวิทยาลัยแห่งชาติโซล",
         "ar": "زيارة مستشفى جامعة سول الوطنية", "es": "Visita al Hospital Nacional de Seúl; año, señal",
         "fr": "Visite de l'hôpital — œuvre, déjà vu", "my": "ဆိုးလ်အမျိုးသားတက္ကသိုလ်ဆေးရုံ လည်ပတ်ခြင်း",
         "emoji": "👩🏽‍⚕️🇰🇷🇱🇦 방문 👨‍👩‍👧‍👦"}


def ev(uid, lines, seq=0, mod="20260301T010203Z"):
    return ["BEGIN:VEVENT", "UID:" + uid, "DTSTAMP:" + mod, "CREATED:20260201T000000Z", "LAST-MODIFIED:" + mod,
            "SEQUENCE:%d" % seq] + lines + ["END:VEVENT"]


def visit(i, lang="ko", day=4, extra=(), seq=0, mod="20260301T010203Z", status="CONFIRMED", hour=9):
    t = LANGS[lang]
    return ev("visit-%d@visits.example.kr" % i, [
        "DTSTART;TZID=Asia/Seoul:202605%02dT%02d0000" % (day, hour), "DTEND;TZID=Asia/Seoul:202605%02dT%02d3000" % (day, hour + 1),
        "SUMMARY;LANGUAGE=%s:" % (lang if lang != "emoji" else "ko") + esc(t),
        "LOCATION:" + esc("서울특별시 종로구 대학로 101, 본관 2층; 대강당"),
        "DESCRIPTION:" + esc((t + ", " + t + "; ") * 4 + "\n담당: 홍길동 (C:\\notes\\New) 02-000-0000\n" + t),
        "STATUS:" + status, "TRANSP:" + ("OPAQUE" if status != "CANCELLED" else "TRANSPARENT"), "CATEGORIES:견학,통역",
        "GEO:37.579600;126.999000", "URL:https://visits.example.kr/v/%d" % i] + list(extra), seq, mod)


def cal(evs, zones=(SEOUL,), head=HEAD):
    out = ["BEGIN:VCALENDAR"] + list(head)
    for z in zones:
        out += z
    for e in evs:
        out += e
    out.append("END:VCALENDAR")
    return "".join(fold(x) for x in out).encode()


def many():
    return [visit(i, l, 4 + i) for i, l in enumerate(LANGS)]


GOOD = {
    "good_languages.ics": (cal(many()), ["--kind", "feed", "--strict"]),
    "good_allday.ics": (cal([ev("day-1@visits.example.kr", ["DTSTART;VALUE=DATE:20260504", "DTEND;VALUE=DATE:20260509", "SUMMARY:방한"]),
                             ev("day-2@visits.example.kr", ["DTSTART;VALUE=DATE:20260504", "SUMMARY:하루"])], ()), []),
    "good_paris_dst.ics": (cal([ev("p-%d@visits.example.kr" % i, [
        "DTSTART;TZID=Europe/Paris:%s" % a, "DTEND;TZID=Europe/Paris:%s" % b, "SUMMARY:Réunion"]) for i, (a, b) in enumerate([
            ("20260328T100000", "20260328T110000"), ("20260329T013000", "20260329T033000"), ("20261024T100000", "20261026T100000")])],
        (PARIS,)), ["--strict"]),
    "good_rrule_override.ics": (cal([ev("r-1@visits.example.kr", [
        "DTSTART;TZID=Asia/Seoul:20260504T090000", "DURATION:PT1H30M", "RRULE:FREQ=WEEKLY;COUNT=4", "SUMMARY:강의",
        "EXDATE;TZID=Asia/Seoul:20260511T090000"]), ev("r-1@visits.example.kr", [
            "RECURRENCE-ID;TZID=Asia/Seoul:20260518T090000", "DTSTART;TZID=Asia/Seoul:20260518T140000",
            "DTEND;TZID=Asia/Seoul:20260518T153000", "SUMMARY:강의 (변경)"], 1)]), []),
    "good_empty.ics": (cal([]), ["--kind", "feed", "--strict"]),
    "good_utc.ics": (cal([ev("u-1@visits.example.kr", ["DTSTART:20260504T000000Z", "DTEND:20260504T010000Z", "SUMMARY:UTC"])], ()), []),
    "good_request.ics": (cal([visit(1, "fr", extra=[
        'ORGANIZER;CN="방한 사무국, 1팀":mailto:office@visits.example.kr',
        "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE;CN=ສົມສັກ:mailto:a@example.la"])],
        head=["VERSION:2.0", "PRODID:-//Visits//Calendar 1//KO", "METHOD:REQUEST"]), ["--kind", "itip"]),
    "good_cancel.ics": (cal([visit(1, "fr", status="CANCELLED", seq=1, extra=[
        "ORGANIZER:mailto:office@visits.example.kr", "ATTENDEE:mailto:a@example.la"])],
        head=["VERSION:2.0", "PRODID:-//Visits//Calendar 1//KO", "METHOD:CANCEL"]), ["--kind", "itip"]),
}
g = GOOD["good_languages.ics"][0]
SPLIT = g.replace(":서울대학교병원 견학".encode(), ":서울대학교병원 ".encode() + b"\xea\xb2\r\n \xac\xed\x95\x99", 1)
R = lambda a, b, n=-1: g.replace(a.encode() if isinstance(a, str) else a, b.encode() if isinstance(b, str) else b, n)
# one line each: file -> (bytes, check expected to fail, extra arguments)
BAD = {
    "bad_bom.ics": (b"\xef\xbb\xbf" + g, "F01", []),
    "bad_cp949.ics": (g.decode().replace("ទ", "").encode("cp949", "replace"), "F02", []),
    "bad_lf.ics": (g.replace(b"\r\n", b"\n"), "F03", []),
    "bad_no_final_crlf.ics": (g[:-2], "F03", []),
    "bad_unfolded.ics": (g.replace(b"\r\n ", b""), "F04", []),
    "bad_fold_chars.ics": (b"".join((l[:1] if False else l) for l in [cal([])]).replace(
        b"END:VCALENDAR", ("BEGIN:VEVENT\r\nUID:a@b.kr\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:20260504T000000Z\r\nSUMMARY:" + "가" * 67 +
                           "\r\n " + "나" * 10 + "\r\nEND:VEVENT\r\nEND:VCALENDAR").encode()), "F04", []),
    "bad_fold_in_utf8.ics": (SPLIT, "F05", []),
    "bad_fold_in_escape.ics": (R("\\n", "\\\r\n n", 1), "F06", ["--strict"]),
    "bad_empty_line.ics": (R("BEGIN:VEVENT", "\r\nBEGIN:VEVENT", 1), "F07", []),
    "bad_control.ics": (R("STATUS:CONFIRMED", "COMMENT:a\x0bb\x00\r\nSTATUS:CONFIRMED", 1), "F09", []),
    "bad_u2028.ics": (R("STATUS:CONFIRMED", "COMMENT:a\u2028b\x85c\r\nSTATUS:CONFIRMED", 1), "F10", ["--strict"]),
    "bad_raw_newline.ics": (R("STATUS:CONFIRMED", "COMMENT:first\r\nsecond line of it\r\nSTATUS:CONFIRMED", 1), "F11", []),
    "bad_param_quote.ics": (R("STATUS:CONFIRMED", 'CONTACT;CN="a"b":x\r\nSTATUS:CONFIRMED', 1), "F11", []),
    "bad_unbalanced.ics": (R("END:VEVENT\r\n", "", 1), "F12", []),
    "bad_truncated.ics": (g[:len(g) // 2], "F12", []),
    "bad_two_calendars.ics": (g + g, "F13", []),
    "bad_no_prodid.ics": (R("PRODID:-//Visits//Calendar 1//KO\r\n", ""), "S01", []),
    "bad_no_dtstamp.ics": (R("DTSTAMP:20260301T010203Z\r\n", "", 1), "S01", []),
    "bad_no_uid.ics": (R("UID:visit-1@visits.example.kr\r\n", ""), "S01", []),
    "bad_two_summaries.ics": (R("STATUS:CONFIRMED", "SUMMARY:또\r\nSTATUS:CONFIRMED", 1), "S02", []),
    "bad_version.ics": (R("VERSION:2.0", "VERSION:1.0"), "S03", []),
    "bad_escape.ics": (R("STATUS:CONFIRMED", "COMMENT:a\\xb; c, d\r\nSTATUS:CONFIRMED", 1), "S05", []),
    "bad_html.ics": (R("STATUS:CONFIRMED", "COMMENT:<p>a</p>&nbsp\\;\r\nSTATUS:CONFIRMED", 1), "S07", ["--strict"]),
    "bad_dtstamp_local.ics": (R("DTSTAMP:20260301T010203Z", "DTSTAMP:20260301T010203", 1), "S09", []),
    "bad_date.ics": (R("20260504T090000", "2026-05-04T09:00", 1), "S10", []),
    "bad_no_dtstart.ics": (R("DTSTART;TZID=Asia/Seoul:20260504T090000\r\n", "", 1), "S10", []),
    "bad_dtend_and_duration.ics": (R("STATUS:CONFIRMED", "DURATION:PT1H\r\nSTATUS:CONFIRMED", 1), "S10", []),
    "bad_mixed_types.ics": (R("DTEND;TZID=Asia/Seoul:20260504T103000", "DTEND;VALUE=DATE:20260505", 1), "S11", []),
    "bad_date_no_value.ics": (GOOD["good_allday.ics"][0].replace(b";VALUE=DATE:20260504", b":20260504"), "S11", []),
    "bad_tzid_utc.ics": (R("DTSTART;TZID=Asia/Seoul:20260504T090000", "DTSTART;TZID=Asia/Seoul:20260504T090000Z", 1), "S12", []),
    "bad_floating.ics": (R("DTSTART;TZID=Asia/Seoul:20260504T090000", "DTSTART:20260504T090000", 1), "S13", ["--strict"]),
    "bad_no_vtimezone.ics": (cal(many(), ()), "T02", []),
    "bad_fixed_offset_tzid.ics": (R("DTSTART;TZID=Asia/Seoul:20260504", 'DTSTART;TZID="UTC+09:00":20260504', 1), "T02", []),
    "bad_vtimezone_offset.ics": (g.replace(b"TZOFFSETTO:+0900", b"TZOFFSETTO:+0800"), "T05", []),
    "bad_paris_no_dst.ics": (GOOD["good_paris_dst.ics"][0].replace(b"TZOFFSETTO:+0200", b"TZOFFSETTO:+0100"), "T05", []),
    "bad_paris_onset.ics": (GOOD["good_paris_dst.ics"][0].replace(b"DTSTART:19810329T020000", b"DTSTART:19810329T030000"), "T08", ["--strict"]),
    "bad_vtimezone_z.ics": (g.replace(b"DTSTART:19700101T000000", b"DTSTART:19700101T000000Z"), "T01", []),
    "bad_windows_tzid.ics": (g.replace(b"Asia/Seoul", b"Korea Standard Time"), "T04", ["--strict"]),
    "bad_end_before_start.ics": (R("DTEND;TZID=Asia/Seoul:20260504T103000", "DTEND;TZID=Asia/Seoul:20260504T083000", 1), "S14", []),
    "bad_allday_inclusive.ics": (GOOD["good_allday.ics"][0].replace(b"DTEND;VALUE=DATE:20260509", b"DTEND;VALUE=DATE:20260504"), "S14", []),
    "bad_dup_uid.ics": (R("visit-2@", "visit-1@"), "S16", []),
    "bad_weak_uid.ics": (R("visit-2@visits.example.kr", "2"), "S17", ["--strict"]),
    "bad_status.ics": (R("STATUS:CONFIRMED", "STATUS:CANCELED", 1), "S18", []),
    "bad_geo.ics": (R("GEO:37.579600;126.999000", "GEO:126.999000;37.579600", 1), "S18", []),
    "bad_refresh.ics": (R("REFRESH-INTERVAL;VALUE=DURATION:PT6H", "REFRESH-INTERVAL:PT6H"), "S18", []),
    "bad_ttl.ics": (R("X-PUBLISHED-TTL:PT6H", "X-PUBLISHED-TTL:6:00:00"), "S18", []),
    "bad_color.ics": (R("COLOR:steelblue", "COLOR:#4682b4"), "S18", []),
    "bad_method_feed.ics": (R("CALSCALE:GREGORIAN", "METHOD:REQUEST"), "M01", ["--kind", "feed"]),
    "bad_attendee_no_org.ics": (R("STATUS:CONFIRMED", "ATTENDEE:mailto:a@b.kr\r\nSTATUS:CONFIRMED", 1), "M03", []),
    "bad_itip_two_uids.ics": (g.replace(b"CALSCALE:GREGORIAN", b"METHOD:REQUEST"), "M01", ["--kind", "itip"]),
    "bad_cancel_confirmed.ics": (GOOD["good_cancel.ics"][0].replace(b"STATUS:CANCELLED", b"STATUS:CONFIRMED"), "M01", ["--kind", "itip"]),
}
# old -> new pairs: name -> (new, expected or None)
OLD = cal(many())
NEWMOD = "20260302T000000Z"


def swap(i, **k):
    m = many()
    l = list(LANGS)[i]
    m[i] = visit(i, l, k.pop("day", 4 + i), **k)
    return m


PAIRS = {
    "pair_same.ics": (OLD, None),
    "pair_good_move.ics": (cal(swap(1, hour=13, seq=1, mod=NEWMOD)), None),
    "pair_good_cancel.ics": (cal(swap(2, status="CANCELLED", seq=1, mod=NEWMOD)), None),
    "pair_moved_no_seq.ics": (cal(swap(1, hour=13, mod=NEWMOD)), "Q04"),
    "pair_vanished.ics": (cal(many()[:2] + many()[3:]), "Q02"),
    "pair_uid_changed.ics": (OLD.replace(b"visit-3@", b"visit-333@"), "Q01"),
    "pair_seq_back.ics": (OLD.replace(b"LAST-MODIFIED:20260301T010203Z", b"LAST-MODIFIED:20260201T010203Z"), "Q03"),
    "pair_no_lastmod.ics": (OLD.replace("STATUS:CONFIRMED".encode(), b"COMMENT:x\r\nSTATUS:CONFIRMED", 1), "Q06"),
    "pair_churn.ics": (OLD.replace(b"DTSTAMP:20260301T010203Z", b"DTSTAMP:20260302T010203Z"), "Q07"),
    "pair_created.ics": (OLD.replace(b"CREATED:20260201", b"CREATED:20260202", 1), "Q08"),
}


def run(path, args):
    out = io.StringIO()
    js = path + ".json"
    with contextlib.redirect_stdout(out):
        rc = check_ics.main([path, "--json", js] + (["--no-parsers"] if FAST else []) + args)
    import json
    rows = list(json.load(open(js)).values())[0]
    os.remove(js)
    return rc, rows


class H(http.server.BaseHTTPRequestHandler):
    mode, n = "good", 0
    def log_message(self, *a):
        pass

    def do_GET(self):
        good = self.mode == "good"
        H.n += 1
        body = g if good else g.replace(b"DTSTAMP:20260301T010203Z", b"DTSTAMP:20260301T01%02d%02dZ" % (H.n // 60 % 60, H.n % 60))
        if good and not self.path.endswith("/tokentokentoken1234.ics"):
            self.send_response(404); self.send_header("Content-Length", "0"); self.end_headers(); return
        et = '"%s"' % hashlib.sha256(body).hexdigest()[:32]
        inm = self.headers.get("If-None-Match", "")
        gz = good and "gzip" in self.headers.get("Accept-Encoding", "")
        match = et in inm or self.headers.get("If-Modified-Since") == "Sun, 01 Mar 2026 01:02:03 GMT"
        self.send_response(304 if good and match else 200)
        if gz:
            body = gzip.compress(body, mtime=0)
        for k, v in ({"Content-Type": "text/calendar; charset=utf-8", "ETag": ("W/" if gz else "") + et, "Last-Modified": "Sun, 01 Mar 2026 01:02:03 GMT",
                      "Cache-Control": "private, max-age=300, must-revalidate", "Vary": "Accept-Encoding", "X-Robots-Tag": "noindex",
                      "X-Content-Type-Options": "nosniff",
                      "Content-Disposition": "inline; filename=\"visits.ics\"; filename*=UTF-8''%EB%B0%A9%ED%95%9C.ics"} if good else
                     {"Content-Type": "text/html", "Cache-Control": "public, max-age=600", "Set-Cookie": "s=1", "ETag": et,
                      "Content-Disposition": 'attachment; filename="cal"'}).items():
            self.send_header(k, v)
        if gz:
            self.send_header("Content-Encoding", "gzip")
        if good and match:
            self.end_headers(); return
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)
    do_HEAD = do_GET


def main():
    bad = n = 0

    def judge(name, ok, why):
        nonlocal bad, n
        n += 1
        bad += not ok
        print("%-4s %-30s %s" % ("ok" if ok else "NOT", name, why))

    for f, (b, a) in GOOD.items():
        p = os.path.join(DIR, f)
        open(p, "wb").write(b)
        rc, rows = run(p, a)
        fails = [r[1] + " " + r[2] + " " + r[3] for r in rows if r[0] == "FAIL"]
        judge(f, rc == 0, "passes" if rc == 0 else "FAILS: " + " | ".join(fails)[:300])
    for f, (b, want, a) in BAD.items():
        p = os.path.join(DIR, f)
        open(p, "wb").write(b)
        try:
            rc, rows = run(p, a)
        except Exception as x:
            judge(f, False, "harness crashed: %r" % x)
            continue
        ids = [r[1] for r in rows if r[0] == "FAIL"]
        ps = sorted({r[2].split(":")[0].split(" ")[0] for r in rows if r[0] == "FAIL" and r[1].startswith("P")})
        judge(f, rc == 1 and want in ids, "%s%s; also parsers: %s" % (want if want in ids else "NOT " + want + " but ", "" if want in ids else ids, ", ".join(ps) or "none"))
    old = os.path.join(DIR, "pair_old.ics")
    open(old, "wb").write(OLD)
    for f, (b, want) in PAIRS.items():
        p = os.path.join(DIR, f)
        open(p, "wb").write(b)
        rc, rows = run(p, ["--previous", old, "--now", "2026-03-05", "--no-parsers"] + (["--strict"] if want in ("Q07",) else []))
        ids = [r[1] for r in rows if r[0] == "FAIL"]
        judge(f, (want in ids) if want else rc == 0, str(ids))
    srv = http.server.ThreadingHTTPServer(("127.0.0.1", 0), H)
    threading.Thread(target=srv.serve_forever, daemon=True).start()
    url = "http://127.0.0.1:%d/feed/tokentokentoken1234.ics" % srv.server_port
    for mode, want in (("good", set()), ("bad", {"H02", "H04", "H05", "H10", "H13", "H15"})):
        H.mode = mode
        out = io.StringIO()
        js = os.path.join(DIR, "http.json")
        with contextlib.redirect_stdout(out):
            check_ics.main([url, "--no-parsers", "--json", js])
        import json
        ids = {r[1] for r in json.load(open(js))[url] if r[0] == "FAIL"}
        os.remove(js)
        judge("http_" + mode, (want <= ids) if want else not ids, "fails: %s" % sorted(ids))
    srv.shutdown()
    print("%d of %d as expected" % (n - bad, n))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
