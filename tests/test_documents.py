import base64
import builtins
import csv
import datetime
import hashlib
import io
import json
import os
import subprocess
import sys
import unicodedata
import zipfile
from email.message import EmailMessage

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from libyaconflict.documents import Document, Skipped, read_documents, sources, summarise, words
from libyaconflict.errors import LibyaConflictError

DAY = datetime.date(2020, 6, 5)
TEXT = "Forces of the GNA entered Tarhuna on Friday, the army said. Troops of the LNA had left by then."
ARABIC = "دخلت قوات حكومة الوفاق مدينة ترهونة يوم الجمعة، بحسب ما قاله الناطق باسم العملية."
PAGE = """<!DOCTYPE html><html lang="en"><head><title>Tarhuna falls | The Herald</title>{head}
<style>p {{ color: Gharyan }}</style><script>var seized = "Sirte was captured";</script></head><body>
<nav><ul>{menu}</ul></nav><article><h1>Tarhuna falls</h1>{time}<p>{text}</p><script>alert("Jufra was captured")</script>
<p onclick="alert('Sebha')">Residents &lt;script&gt; fled to Bani Walid.</p></article><footer>All rights reserved</footer>
</body></html>"""
MENU = "".join(f"<li><a href='/{n}'>Section {n} of the site</a></li>" for n in range(30))
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def page(head="", time="", text=TEXT):
    return PAGE.format(head=head, time=time, text=text, menu=MENU).encode()


def docx(*paragraphs, body="", core=""):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as parts:
        rows = "".join(f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>" for words in paragraphs)
        parts.writestr("word/document.xml", f'<w:document xmlns:w="{WORD}"><w:body>{rows}{body}</w:body></w:document>')
        if core:
            parts.writestr("docProps/core.xml", core)
    return held.getvalue()


def pdf(*lines, **metadata):
    from matplotlib.backends.backend_pdf import PdfPages
    from matplotlib.figure import Figure

    held = io.BytesIO()
    with PdfPages(held, metadata=metadata) as pages:
        figure = Figure(figsize=(8, 11))
        for number, line in enumerate(lines):
            figure.text(0.1, 0.9 - number / 40, line)
        pages.savefig(figure)
    return held.getvalue()


def mail(text=TEXT, day="Fri, 05 Jun 2020 23:30:00 +0200", html=None, attachment=None):
    message = EmailMessage()
    message["From"], message["Subject"] = "The Herald <desk@herald.example>", "Tarhuna falls"
    if day:
        message["Date"] = day
    if text:
        message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html") if text else message.set_content(html, subtype="html")
    if attachment:
        message.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename=attachment)
    return message.as_bytes()


def zipped(**members):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as parts:
        for name, data in members.items():
            parts.writestr(name, data)
    return held.getvalue()


def table(rows, delimiter=","):
    held = io.StringIO()
    csv.writer(held, delimiter=delimiter).writerows(rows)
    return held.getvalue().encode()


@pytest.fixture
def read(tmp_path):
    """Write one file and read it."""

    def write_and_read(name, data, **options):
        path = tmp_path / name
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return list(read_documents(path, **options))

    return write_and_read


@pytest.fixture
def one(read):
    """Write one file and read the single document that it is."""

    def write_and_read(name, data, **options):
        (document,) = read(name, data, **options)
        assert isinstance(document, Document), document
        return document

    return write_and_read


@pytest.fixture
def refusal(read):
    """Write one file and read the single reason for which it is no document."""

    def write_and_read(name, data, **options):
        (skipped,) = read(name, data, **options)
        assert isinstance(skipped, Skipped), skipped
        return skipped.reason

    return write_and_read


# What every format gives


EVERY = {
    "a.txt": f"date 2020-06-05\n{TEXT}".encode(),
    "a.md": f"---\npublished: 2020-06-05\n---\n{TEXT}".encode(),
    "a.html": page('<meta property="article:published_time" content="2020-06-05T20:00:00Z">'),
    "a.pdf": pdf("date 2020-06-05", TEXT),
    "a.docx": docx("date 2020-06-05", TEXT),
    "a.eml": mail(),
    "a.csv": table([["id", "date", "text"], ["a", "2020-06-05", TEXT]]),
    "a.jsonl": json.dumps({"id": "a", "published": "2020-06-05", "text": TEXT}).encode(),
}


@pytest.mark.parametrize("name", EVERY)
def test_every_format_gives_its_words_its_day_and_its_id(one, name):
    document = one(name, EVERY[name])
    assert TEXT in document.text
    assert document.published == DAY
    assert document.id == "a"
    assert document.language == "en"
    assert document.sha256 == hashlib.sha256(document.text.encode()).hexdigest()


@pytest.mark.parametrize("name", EVERY)
def test_every_format_cut_short_says_so_and_raises_nothing(read, name):
    for keep in (0, 1, 3, 20, len(EVERY[name]) // 2, len(EVERY[name]) - 7):
        for found in read(name, EVERY[name][:keep]):
            if isinstance(found, Skipped):
                assert found.reason
            else:
                assert name not in ("a.pdf", "a.docx"), f"{keep} bytes passed for the whole file"


def test_the_same_folder_and_its_zip_give_the_same_texts(tmp_path):
    folder = tmp_path / "news"
    folder.mkdir()
    for name, data in EVERY.items():
        (folder / name).write_bytes(data)
    (tmp_path / "news.zip").write_bytes(zipped(**EVERY))
    loose = list(read_documents(folder))
    packed = list(read_documents(tmp_path / "news.zip"))
    same = "has the id 'a' and the text of a document read before"
    assert [getattr(found, "text", same) for found in loose] == [getattr(found, "text", same) for found in packed]
    assert [found.reason for found in loose + packed if isinstance(found, Skipped)] == 2 * 6 * [same]
    assert len(loose) == len(EVERY)
    assert packed[0].path == f"{tmp_path / 'news.zip'}/a.csv#row=2"


# Text and encodings


@pytest.mark.parametrize(
    ("text", "codec", "said"),
    [
        (ARABIC, "utf-8", "utf-8"),
        (ARABIC, "utf-8-sig", "utf-8-sig"),
        (ARABIC, "utf-16", "utf-16"),
        (ARABIC, "windows-1256", "windows-1256 (guessed)"),
        ("ترهونة", "windows-1256", "windows-1256 (guessed)"),
        ("L’armée a quitté Tarhouna vendredi — une source à Genève", "windows-1252", "windows-1252 (guessed)"),
        ("café", "windows-1252", "windows-1252 (guessed)"),
    ],
)
def test_text_is_read_in_the_encoding_it_has(one, text, codec, said):
    document = one("a.txt", text.encode(codec), published=DAY)
    assert document.text == text
    assert document.encoding == said


def test_text_is_composed_so_that_a_letter_is_one_character(one):
    decomposed = unicodedata.normalize("NFD", "Général à Zuwārah")
    assert one("a.txt", decomposed, published=DAY).text == "Général à Zuwārah"


def test_line_ends_become_one_character(one):
    assert one("a.txt", "One.\r\nTwo.\rThree.", published=DAY).text == "One.\nTwo.\nThree."


def test_utf8_cut_inside_a_letter_is_not_taken_for_another_encoding(refusal):
    assert "cut off at byte" in refusal("a.txt", ARABIC.encode()[:-2] + b"\xd9", published=DAY)


@pytest.mark.parametrize("data", [b"\x00\x01\x02\xff\xfe" * 9, TEXT.encode("utf-16-le")])
def test_bytes_that_are_no_text_are_refused(refusal, data):
    assert "NUL" in refusal("a.txt", data, published=DAY)


@given(text=st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0"), min_size=1))
def test_utf8_is_read_whole(text):
    assert words.decode(text.encode())[0] == words.clean(text)
    assert words.clean(words.clean(text)) == words.clean(text)


# Days


@pytest.mark.parametrize(
    "text",
    [
        *("2020-06-05", "2020-06-05T23:59:00+02:00", "2020-06-05 10:00", "20200605", "20200605T101500Z", "2020/06/05"),
        *("5 June 2020", "05 Jun 2020 10:00", "June 5, 2020", "Friday, June 5, 2020", "Jun. 5th, 2020", "5-Jun-2020"),
        *("Fri, 05 Jun 2020 23:30:00 +0200", "Fri, 05 Jun 2020 23:30:00 GMT"),
    ],
)
def test_days_as_sources_write_them(text):
    assert words.parse_day(text) == DAY


@pytest.mark.parametrize(
    "text",
    [
        *("", "05/06/2020", "5.6.2020", "2020-13-01", "2020-02-30", "June 2020", "2020", "yesterday", "1591315200"),
        *("2020-06-05/2020-06-07", "1720-06-05", "5 Ju 2020", "Friday", "5 Jun 99999999999 10:00"),
    ],
)
def test_what_is_no_certain_day_is_not_read_as_one(text):
    assert words.parse_day(text) is None


def test_a_document_without_a_day_is_skipped_unless_one_is_given(read, refusal):
    assert "has no day of publication" in refusal("a.txt", TEXT)
    (document,) = read("a.txt", TEXT, published="2020-06-05")
    assert document.published == DAY


def test_a_day_in_the_document_comes_before_the_name_of_the_file_and_before_the_day_given(one):
    other = datetime.date(2021, 1, 1)
    assert one("2020-06-04-a.txt", f"published: 2020-06-05\n{TEXT}", published=other).published == DAY
    assert one("2020-06-05-a.txt", TEXT, published=other).published == DAY
    assert one("report-2020-06-04.txt", TEXT, published=other).published == other


def test_a_day_that_cannot_be_read_is_not_replaced_by_the_day_given(refusal):
    rows = table([["date", "text"], ["05/06/2020", TEXT]])
    assert "'05/06/2020' cannot be read" in refusal("a.csv", rows, published=DAY)


def test_a_given_day_that_is_none_is_an_error():
    with pytest.raises(LibyaConflictError, match="write it as 2020-06-05"):
        read_documents("a.txt", published="last Friday")


@given(st.text("0123456789:-+/., TZJunFriGMT", max_size=40) | st.text(max_size=40))
def test_a_day_is_read_or_not_but_nothing_is_raised(text):
    assert words.parse_day(text) is None or 1900 <= words.parse_day(text).year <= 2100


# Plain text and Markdown


def test_head_lines_are_metadata_and_not_text(one):
    document = one("a.txt", f"date 2020-06-05\ntitle: Tarhuna falls\nside: GNA\npublisher: LANA\n\n{TEXT}")
    assert (document.title, document.side, document.publisher) == ("Tarhuna falls", "GNA", "LANA")
    assert document.text == TEXT


@pytest.mark.parametrize("line", ["Date set for talks", "Published reports say", "date", "dates 2020-06-05"])
def test_a_first_line_that_only_begins_like_metadata_is_text(one, line):
    assert one("a.txt", f"{line}\n{TEXT}", published=DAY).text.startswith(line)


def test_front_matter_is_read_and_marks_are_taken_off(one):
    source = f"---\nDate: 2020-06-05\nid: x7\nside: LNA\ntags: [a, b]\n---\n\n# Tarhuna\n\n**{TEXT}** [Source](http://a.example/b)\n"
    document = one("a.md", source)
    assert (document.id, document.side, document.published) == ("x7", "LNA", DAY)
    assert document.text.strip() == f"Tarhuna\n\n{TEXT} Source"


def test_front_matter_that_never_ends_or_is_no_yaml_is_refused(refusal):
    assert "never closes" in refusal("a.md", f"---\npublished: 2020-06-05\n{TEXT}")
    assert "YAML front matter" in refusal("b.md", "---\na: [\n---\nText")
    assert "YAML front matter" in refusal("c.md", f"---\n{'[' * 9000}\n---\nText")


def test_names_with_underscores_and_stars_in_prose_stay(one):
    text = "The place_id of *Tarhuna* is snake_case_here, 3 * 4 * 5."
    assert one("a.md", text, published=DAY).text == "The place_id of Tarhuna is snake_case_here, 3 * 4 * 5."


# Web pages


def test_scripts_styles_and_menus_are_not_text(one):
    text = one("a.html", page(), published=DAY).text
    assert not [word for word in ("Sirte", "Jufra", "Gharyan", "alert", "Section 3", "rights") if word in text]
    assert "Residents <script> fled to Bani Walid." in text


LINKED = {"@graph": [{"@type": "WebSite", "name": "The Herald"}, {
    "@type": "NewsArticle", "headline": "Tarhuna falls", "datePublished": "2020-06-05T20:00:00+02:00",
    "dateModified": "2021-01-01", "publisher": {"@type": "Organization", "name": "The Herald"}}]}  # fmt: skip


@pytest.mark.parametrize(
    ("head", "time"),
    [
        ('<meta property="article:published_time" content="2020-06-05T20:00:00Z">', ""),
        ('<meta name="pubdate" content="June 5, 2020">', '<time datetime="2019-01-01">earlier</time>'),
        (f'<script type="application/ld+json">{json.dumps(LINKED)}</script>', ""),
        ("", '<time datetime="2020-06-05T20:00">5 June</time>'),
        (
            "",
            '<time datetime="2020-06-05" itemprop="datePublished">5 June</time><time datetime="2020-07-01">updated</time>',
        ),
    ],
)
def test_a_page_declares_its_day_in_several_ways(one, head, time):
    assert one("a.html", page(head, time)).published == DAY


@pytest.mark.parametrize(
    ("head", "time"),
    [
        ('<meta property="article:modified_time" content="2020-06-05">', ""),
        ("", '<time datetime="2020-06-05">a</time><time datetime="2020-06-06">b</time>'),
        ('<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2020-</script>', ""),
        (f'<script type="application/ld+json">{"[" * 100_000}</script>', ""),
        ("", "<p>It was published on 5 June 2020.</p>"),
    ],
)
def test_a_page_that_declares_no_certain_day_has_none(refusal, head, time):
    assert "has no day of publication" in refusal("a.html", page(head, time))


def test_a_page_names_its_title_and_publisher(one):
    document = one("a.html", page(f'<script type="application/ld+json">{json.dumps(LINKED)}</script>'))
    assert (document.title, document.publisher) == ("Tarhuna falls", "The Herald")


def test_a_page_in_windows_1256_is_read_as_it_declares_and_as_arabic(one):
    markup = page('<meta charset="windows-1256">', text=ARABIC).decode().encode("windows-1256")
    document = one("a.html", markup, published=DAY)
    assert ARABIC in document.text
    assert document.encoding == "windows-1256"


def test_a_page_without_an_article_is_refused(refusal):
    assert "no article text" in refusal("a.html", "<html><script>x</script></html>", published=DAY)


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 50_000 + TEXT,
        "<p>a" * 50_000,
        "<" * 200_000,
        "<a <b" * 50_000,
        "<table><tr><td>" * 9_000,
        "&" * 100_000,
    ],
    ids=["nested", "many", "open", "broken", "tables", "entities"],
)
def test_hostile_markup_ends_in_text_or_a_reason(read, markup):
    (found,) = read("a.html", markup, published=DAY)
    assert isinstance(found, Document | Skipped)


# PDF and Word


def test_lines_of_a_pdf_are_joined_and_broken_words_made_whole(one):
    document = one(
        "a.pdf",
        pdf("The army said on Friday that its forces had entered Tar-", "huna and that they went on to the gates of al-",
            "Watiya, where the pro-", "Short line."),
        published=DAY,
    )  # fmt: skip
    assert "entered Tarhuna and that they went on to the gates of al-Watiya" in document.text


def test_the_day_on_which_a_pdf_was_made_is_named_but_not_used(refusal):
    data = pdf(TEXT, Title="Tarhuna", CreationDate=datetime.datetime(2024, 1, 3))
    assert "made on 2024-01-03, which need not be the day of publication" in refusal("a.pdf", data)


def test_a_pdf_without_words_is_refused_as_a_scan(refusal):
    assert "no text layer" in refusal("a.pdf", pdf(), published=DAY)


def test_a_pdf_that_is_a_web_page_is_refused(refusal):
    assert "is not a PDF" in refusal("a.pdf", page(), published=DAY)


def test_ligatures_and_arabic_shapes_of_a_pdf_become_letters():
    from libyaconflict.documents.formats import _letters

    assert _letters("ofﬁcers of ﺗﺮﻫﻮﻧﺔ ½") == "officers of ترهونة ½"


def test_a_word_document_gives_tables_and_text_boxes_once_and_leaves_out_deletions(one):
    run = "<w:r><w:t>{}</w:t></w:r>".format
    body = (
        f"<w:tbl><w:tr><w:tc><w:p>{run('Tarhuna')}</w:p></w:tc></w:tr></w:tbl>"
        f"<w:p><w:del><w:r><w:delText>Sirte</w:delText></w:r></w:del>{run('Left')}<w:r><w:tab/></w:r><w:ins>{run('Asabaa')}</w:ins>"
        f"<w:r><w:txbxContent><w:p>{run('Boxed')}</w:p></w:txbxContent></w:r></w:p>"
    )
    assert one("a.docx", docx("First.", body=body), published=DAY).text == "First.\nTarhuna\nLeft\tAsabaa\nBoxed"


def test_a_word_document_names_its_title_but_not_its_day(refusal, one):
    core = (
        '<c:coreProperties xmlns:c="c" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:t="http://purl.org/dc/terms/">'
        "<dc:title>Tarhuna falls</dc:title><t:created>2024-01-03T00:00:00Z</t:created></c:coreProperties>"
    )
    assert "made on 2024-01-03" in refusal("a.docx", docx(TEXT, core=core))
    assert one("a.docx", docx(TEXT, core=core), published=DAY).title == "Tarhuna falls"


def test_entities_in_a_word_document_are_refused(refusal):
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
    assert "defines XML entities" in refusal("a.docx", zipped(**{"word/document.xml": bomb}), published=DAY)
    assert "no word/document.xml" in refusal("b.docx", zipped(a="b"), published=DAY)


# E-mail


def test_an_email_names_its_day_where_it_was_sent_its_sender_and_its_subject(one):
    document = one("a.eml", mail())
    assert (document.published, document.publisher, document.title) == (DAY, "The Herald", "Tarhuna falls")


def test_an_email_of_html_alone_gives_the_words_of_the_page(one):
    document = one("a.eml", mail(text=None, html=page().decode()))
    assert TEXT in document.text
    assert "Jufra" not in document.text


def test_an_attachment_is_not_lost_silently(read):
    document, skipped = read("a.eml", mail(attachment="order.pdf"))
    assert isinstance(document, Document)
    assert skipped.path.endswith("a.eml#attachment=1")
    assert "'order.pdf' is not opened" in skipped.reason


def test_an_arabic_email_is_read_in_the_encoding_it_declares(one):
    body = base64.encodebytes(ARABIC.encode("windows-1256"))
    head = b"From: a@b.example\r\nDate: Fri, 5 Jun 2020 10:00:00 +0200\r\nContent-Type: text/plain; charset=windows-1256\r\n"
    document = one("a.eml", head + b"Content-Transfer-Encoding: base64\r\n\r\n" + body)
    assert document.text == ARABIC
    assert document.encoding == "windows-1256"


def test_an_email_cut_off_or_none_at_all_is_refused(refusal):
    data = mail(html="<p>x</p>")
    assert "cut off" in refusal("a.eml", data[: data.rindex(b"--==")])
    assert "is not an e-mail" in refusal("b.eml", TEXT)


# Tables


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_of_a_table_is_found(one, delimiter):
    document = one("a.csv", table([["Headline", "Date", "Body"], ["Tarhuna", "2020-06-05", TEXT]], delimiter))
    assert (document.id, document.title, document.text) == ("a-2", "Tarhuna", TEXT)


def test_bad_rows_are_named_and_good_ones_read(read):
    rows = f'id,date,text\n1,2020-06-05,{TEXT.replace(",", ";")}\n2,2020-06-05\n3,,x\n4,2020-06-05,\n\n5,2020-06-06,Yes\n6,2020-06-06,"open'
    found = read("a.csv", rows)
    assert [item.id for item in found if isinstance(item, Document)] == ["1", "5"]
    reasons = {item.path.rpartition("#")[2]: item.reason for item in found if isinstance(item, Skipped)}
    assert list(reasons) == ["row=3", "row=4", "row=5", "row=8"]
    assert reasons["row=3"] == "has 2 cells where the header has 3"
    assert "no day" in reasons["row=4"]
    assert "nothing in 'text'" in reasons["row=5"]
    assert "quotation mark" in reasons["row=8"]


def test_the_text_column_may_be_named_and_is_asked_for_if_unknown(one, refusal):
    rows = table([["date", "notes"], ["2020-06-05", TEXT]])
    assert one("a.csv", rows, text_column="notes").text == TEXT
    assert "it has 'date', 'notes'" in refusal("a.csv", rows)
    assert "no column 'story'" in refusal("a.csv", rows, text_column="story")


def test_an_article_longer_than_csv_allows_is_read_and_its_limit_left_alone(one):
    limit = 131_072  # what a fresh Python allows
    before = csv.field_size_limit(limit)
    try:
        assert len(one("a.csv", table([["date", "text"], ["2020-06-05", "word " * 60_000]])).text) > limit
        assert csv.field_size_limit() == limit
    finally:
        csv.field_size_limit(before)


def test_a_table_in_windows_1256_or_utf16_is_read(one):
    rows = table([["date", "text"], ["2020-06-05", ARABIC]]).decode()
    assert one("a.csv", rows.encode("windows-1256")).text == ARABIC
    assert one("a.csv", rows.encode("utf-16")).text == ARABIC


def test_bad_lines_of_json_are_named_and_good_ones_read(read):
    good = json.dumps({"published": "2020-06-05", "article": ["One.", "Two."], "lang": "EN-gb"})
    lines = [
        good,
        "{",
        "[1]",
        '{"text": 7.5}',
        '{"date": "2020-06-05"}',
        '{"text": "\\ud83d", "date": "2020-06-05"}',
        "[" * 99_999,
    ]
    found = read("a.jsonl", "\n".join(lines))
    assert [(item.id, item.text, item.language) for item in found if isinstance(item, Document)] == [
        ("a-1", "One.\nTwo.", "en"),
        ("a-6", "�", ""),
    ]
    assert [item.path.rpartition("=")[2] for item in found if isinstance(item, Skipped)] == ["2", "3", "4", "5", "7"]


# Files, folders, archives


def test_the_order_is_that_of_the_sorted_paths_whatever_the_order_given(tmp_path):
    for name in ("b/2.txt", "b/1.txt", "a.txt", "c.txt", "b/deep/3.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"date 2020-06-05\n{name}")
    given = [tmp_path / name for name in ("c.txt", "b", "a.txt", "b/1.txt")]
    texts = [found.text for found in read_documents(given)]
    assert texts == ["a.txt", "b/1.txt", "b/2.txt", "b/deep/3.txt", "c.txt"]
    assert [found.text for found in read_documents(reversed(given))] == texts
    assert [found.text for found in read_documents(tmp_path)] == texts


def test_nothing_in_a_folder_is_passed_over_silently(tmp_path):
    (tmp_path / "photo.jpg").write_bytes(b"x")
    (tmp_path / ".hidden").mkdir()
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe.txt")
    reasons = {
        os.path.basename(found.path): found.reason for found in read_documents([tmp_path, tmp_path / "lost.txt"])
    }
    assert list(reasons) == [".hidden", "empty.txt", "gone.txt", "photo.jpg", "pipe.txt", "lost.txt"]
    assert "hidden" in reasons[".hidden"]
    assert reasons["empty.txt"] == "is empty"
    assert "'.jpg', which is not one of .txt" in reasons["photo.jpg"]
    assert "no regular file" in reasons["pipe.txt"]
    assert reasons["lost.txt"] == "does not exist"


def test_two_documents_never_share_an_id(tmp_path):
    for folder, text in (("a", "One."), ("b", "Two."), ("c", "One.")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.txt").write_text(text)
    first, second, third = read_documents(tmp_path, published=DAY)
    assert (first.id, second.id) == ("x", f"x~{second.sha256[:8]}")
    assert third.reason == "has the id 'x' and the text of a document read before"


def test_a_zip_is_read_without_trusting_it(read, monkeypatch):
    monkeypatch.setattr(sources, "MAX_FILE", 1000)
    monkeypatch.setattr(sources, "MAX_UNPACKED", 1500)
    members = {
        "../up.txt": "Up.", "__MACOSX/a.txt": "x", "bomb.txt": "0" * 5_000_000, "inner.zip": zipped(a="b"), "z.txt": "1" * 600,
    }  # fmt: skip
    found = read("a.zip", zipped(**members), published=DAY)
    assert [item.text for item in found if isinstance(item, Document)] == ["Up."]
    reasons = [item.reason for item in found if isinstance(item, Skipped)]
    assert reasons[0] == "is hidden, or a system's own note"
    assert reasons[1].startswith("unpacks to more than")
    assert reasons[2] == "is a zip inside a zip: unpack it first"
    assert reasons[3].startswith("is not read: the files of its zip unpack to more than")


def test_a_zip_with_too_many_files_is_not_opened(refusal, monkeypatch):
    monkeypatch.setattr(sources, "MAX_MEMBERS", 3)
    assert "holds 4 files, more than 3" in refusal("a.zip", zipped(a="", b="", c="", d=""))


def test_a_damaged_member_costs_only_itself(read):
    data = bytearray(zipped(**{"a.txt": "Gharyan " * 50, "b.txt": "Mizda."}))
    data[40] ^= 0xFF
    bad, good = read("a.zip", bytes(data), published=DAY)
    assert "part of a zip" in bad.reason
    assert good.text == "Mizda."


def test_names_that_would_garble_a_terminal_are_escaped(refusal):
    (skipped,) = [Skipped("a\x1b[2J\u202e.txt", "bad\udcff")]
    assert str(skipped) == "a\\x1b[2J\\u202e.txt: bad\\udcff"


@pytest.mark.parametrize("data", [*EVERY.values(), zipped(**{"a.txt": EVERY["a.txt"]})], ids=[*EVERY, "a.zip"])
def test_standard_input_is_read_by_what_it_is(monkeypatch, data):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    (document,) = read_documents("-")
    assert TEXT in document.text
    assert document.published == DAY
    assert document.path.startswith("-")


# Dateline and language


@pytest.mark.parametrize(
    ("text", "dateline"),
    [
        ("TRIPOLI, Libya (Reuters) - Forces entered", "TRIPOLI, Libya (Reuters)"),
        ("Headline\nBENGHAZI, June 5 (Xinhua) -- Forces", "BENGHAZI, June 5 (Xinhua)"),
        ("TUNIS — Forces", "TUNIS"),
        ("طرابلس 5 يونيو 2020 (وال) - دخلت", "طرابلس 5 يونيو 2020 (وال)"),
        ("The GNA - backed by Turkey - entered", ""),
        ("Forces took Tarhuna, Gharyan and Mizda - all on Friday", ""),
        ("", ""),
    ],
)
def test_a_dateline_is_found_only_where_there_is_one(text, dateline):
    assert words.find_dateline(text) == dateline


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (TEXT, "en"),
        (ARABIC, "ar"),
        ("Les forces ont pris une ville dans le sud, sur la route des oasis.", "fr"),
        ("Tarhuna", ""),
        ("", ""),
    ],
)
def test_the_language_is_named_only_where_it_is_plain(text, language):
    assert words.guess_language(text) == language


# The house


def test_the_summary_counts_all_and_names_each_reason():
    skipped = [Skipped(f"{n}.txt", "is empty") for n in range(7)] + [
        Skipped("a.pdf", "is a PDF locked with a password")
    ]
    assert summarise(1, skipped) == [
        "Read 1 document; skipped 8.",
        "  is empty: 0.txt, 1.txt, 2.txt, 3.txt, 4.txt and 2 more",
        "  is a PDF locked with a password: a.pdf",
    ]


@pytest.mark.parametrize(("name", "library"), [("a.html", "trafilatura"), ("a.pdf", "pypdf")])
def test_a_file_whose_library_is_missing_is_skipped_and_the_extra_named(refusal, monkeypatch, name, library):
    real = builtins.__import__

    def without(wanted, *rest):
        if wanted.partition(".")[0] == library:
            raise ImportError(wanted)
        return real(wanted, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    assert f"{library} is needed: pip install 'libyaconflict[read]'" in refusal(name, EVERY[name])


def test_importing_the_reader_imports_no_parser():
    code = "import sys, libyaconflict.documents; print({'trafilatura', 'lxml', 'pypdf', 'yaml', 'pandas'} & set(sys.modules))"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()
        == "set()"
    )


SUFFIXES = ["txt", "md", "html", "pdf", "docx", "eml", "csv", "jsonl", "zip"]
FUZZ = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def _read_all(path):
    for found in read_documents(path, published=DAY):
        assert isinstance(found, Document | Skipped)
        found.text.encode() if isinstance(found, Document) else str(found).encode()


@pytest.mark.parametrize("suffix", SUFFIXES)
@FUZZ
@given(data=st.binary(max_size=300))
def test_no_bytes_under_any_ending_raise(tmp_path, suffix, data):
    for prefix in (b"", EVERY.get(f"a.{suffix}", zipped(**EVERY))[:30]):
        (tmp_path / f"fuzz.{suffix}").write_bytes(prefix + data)
        _read_all(tmp_path / f"fuzz.{suffix}")


@pytest.mark.parametrize("suffix", SUFFIXES)
@FUZZ
@given(data=st.data())
def test_no_damage_to_a_good_file_raises(tmp_path, suffix, data):
    whole = bytearray(EVERY.get(f"a.{suffix}", zipped(**EVERY)))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(whole) - 1))
        whole[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=4))
    (tmp_path / f"fuzz.{suffix}").write_bytes(bytes(whole))
    _read_all(tmp_path / f"fuzz.{suffix}")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.html", b"<p>a" * 500_000),
        ("a.txt", b"date 2020-06-05\n" + b"id: x\n" * 500_000),
        ("a.md", b"[a](" * 200_000),
        ("b.md", b"<!--" * 200_000),
        ("a.eml", b"Date: Fri, 05 Jun 2020 10:00:00 +0200\nFrom: " + b"a <b@c>, " * 100_000 + b"\n\nhi"),
        ("b.eml", b"From: a@b\nSubject: " + b"=?utf-8?q?a?= " * 100_000 + b"\n\nhi"),
        ("c.eml", b"From: " + b"(" * 100_000 + b"\n\nhi"),
    ],
    ids=["elements", "head lines", "links", "comments", "addresses", "encoded words", "brackets"],
)
def test_what_would_take_some_parsers_hours_comes_to_an_end(read, name, data):
    (found,) = read(name, data, published=DAY)
    assert isinstance(found, Document | Skipped)
