"""What is taken for a picture: decoded whole, upright, small, and with nothing in it of where it was taken."""

from __future__ import annotations

import contextlib
import io
import random

import pytest
from PIL import Image, ImageFile

from listings.pictures import pixels
from listings.pictures.keeping import keep, let_go, path_of
from marketplace.kernel.errors import DomainError
from tests.factories.pictures import picture_file


def opened(ready):
    return Image.open(io.BytesIO(ready.data))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_four_kinds_are_taken(kind):
    ready = pixels.ready(picture_file(kind))
    assert (ready.width, ready.height) == (640, 480)
    assert opened(ready).format == "WEBP"
    assert pixels.ready(picture_file(kind)).sha == ready.sha, "the same picture is the same file"


def test_a_large_one_is_made_small_and_keeps_its_shape():
    ready = pixels.ready(picture_file("JPEG", (4000, 3000)))
    assert (ready.width, ready.height) == (1600, 1200)
    assert opened(ready).size == (1600, 1200)


def test_it_is_turned_upright_and_tells_nothing_of_where_it_was_taken():
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    exif[0x010E] = "Ann Persona at home"
    exif.get_ifd(0x8825)[2] = (53.0, 22.0, 0.0)
    ready = pixels.ready(picture_file("JPEG", (640, 480), exif=exif, comment=b"Ann Persona"))
    assert (ready.width, ready.height) == (480, 640)
    found = opened(ready)
    assert dict(found.getexif()) == {}
    assert {"exif", "xmp", "icc_profile", "comment"} & set(found.info) == set()
    assert b"Persona" not in ready.data


def test_what_is_clear_stays_clear():
    out = io.BytesIO()
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(out, "PNG")
    assert opened(pixels.ready(out.getvalue())).convert("RGBA").getpixel((5, 5))[3] == 0


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (b"", pixels.NO_PICTURE),
        (b"hello", pixels.NO_PICTURE),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", pixels.NO_PICTURE),
        (b"%PDF-1.7", pixels.NO_PICTURE),
        (picture_file("BMP"), pixels.NO_PICTURE),
        (picture_file("TIFF"), pixels.NO_PICTURE),
        (picture_file("PNG")[:-40], pixels.BROKEN),
        (picture_file("JPEG", (900, 900))[:3000], pixels.BROKEN),
        (b"\x00" * (pixels.MOST_BYTES + 1), pixels.TOO_LARGE),
    ],
    ids=["nothing", "text", "svg", "pdf", "bmp", "tiff", "half a png", "half a jpeg", "10 MB"],
)
def test_what_is_no_picture_is_told_in_one_sentence(sent, said):
    with pytest.raises(DomainError) as told:
        pixels.ready(sent)
    assert told.value.sentence == said


def test_half_a_picture_is_broken_after_an_invoice_was_put_on_paper_too(monkeypatch):
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)  # as WeasyPrint leaves it for the whole process
    with pytest.raises(DomainError, match="broken"):
        pixels.ready(picture_file("JPEG", (900, 900))[:3000])


@pytest.mark.parametrize("size", [(8000, 8000), (12_000, 12_000), (30_000, 20_000)])
def test_a_small_file_that_unpacks_to_very_much_is_not_unpacked(size):
    out = io.BytesIO()
    Image.new("1", size).save(out, "PNG")
    assert len(out.getvalue()) < pixels.MOST_BYTES
    with pytest.raises(DomainError, match="too many dots"):
        pixels.ready(out.getvalue())


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_a_spoilt_file_is_a_picture_or_told(kind):
    chance, whole = random.Random(7), picture_file(kind, (64, 48))
    for _ in range(150):
        spoilt = bytearray(whole)
        for _ in range(chance.randint(1, 8)):
            spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
        with contextlib.suppress(DomainError):
            assert pixels.ready(bytes(spoilt)).width > 0


def test_a_file_lies_under_its_hash_and_goes(tmp_path):
    ready = pixels.ready(picture_file())
    for _ in range(2):
        keep(tmp_path, ready)
    assert [one.name for one in (tmp_path / "uploads").iterdir()] == [f"{ready.sha}.webp"]
    assert path_of(tmp_path, ready.sha).read_bytes() == ready.data
    for _ in range(2):
        let_go(tmp_path, ready.sha)
    assert list((tmp_path / "uploads").iterdir()) == []
