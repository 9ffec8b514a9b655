"""Responses of a real server: headers, compression, and files that may be cached for ever."""

import gzip
import json
import re
import urllib.error
import urllib.request

import brotli
import pytest

from loaders.map_layers import layer_files
from shell.server.own_files import own_address, own_file

pytestmark = pytest.mark.browser


def get(url, **headers):
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=20) as reply:
            return reply.status, reply.headers, reply.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


@pytest.mark.parametrize("path", ["/", "/map", "/health/ready", "/_stcore/health", "/no-such-page"])
def test_every_reply_carries_the_security_headers_and_names_no_foreign_host(address, path):
    _, headers, _ = get(address + path)
    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy and "http" not in policy.replace("https:", "").replace("http-equiv", "")
    assert "unsafe-eval" not in policy and "script-src 'self' 'unsafe-inline'" not in policy
    assert headers["x-content-type-options"] == "nosniff" and headers["referrer-policy"] == "same-origin"


def test_layers_are_small_kept_for_good_and_the_same_whatever_the_compression(address):
    for layer in layer_files().values():
        url = f"{address}/layers/{layer.file}"
        _, plain, body = get(url)
        _, br, small = get(url, **{"Accept-Encoding": "br"})
        _, gz, other = get(url, **{"Accept-Encoding": "gzip"})
        assert "immutable" in plain["cache-control"] and "immutable" in br["cache-control"]
        assert br["content-encoding"] == "br" and gz["content-encoding"] == "gzip"
        assert brotli.decompress(small) == gzip.decompress(other) == body == layer.body
        assert json.loads(body)["type"] == "FeatureCollection"


def test_streamlits_own_bundle_is_sent_small_once_and_again(address):
    page = get(address + "/")[2].decode()
    script = page.split('src="./static/js/index')[1].split('"')[0]
    sizes = [len(get(f"{address}/static/js/index{script}", **{"Accept-Encoding": "br"})[2]) for _ in range(2)]
    assert sizes[0] == sizes[1] < len(get(f"{address}/static/js/index{script}")[2]) / 3


def test_the_start_page_is_dutch_and_brings_our_style_sheet(address):
    page = get(address + "/", Accept="text/html", **{"Accept-Encoding": "gzip"})
    text = gzip.decompress(page[2]).decode()
    assert '<html lang="nl"' in text and own_address("style.css") in text
    assert '--choose-file:"Bestand kiezen"' in text and '--choose-file:"Choose file"' in text
    variables = set(re.findall(r"content: var\((--[a-z]{2,}[a-z-]*)\)", own_file("style.css").body.decode()))
    assert len(variables) > 3 and all(f"{name}:" in text for name in variables)


def test_what_is_not_there_is_a_404_that_says_what_to_do(address):
    for path in ("/layers/areas.000000000000.json", "/own/x.js", "/layers/..%2f..%2frequirements.txt"):
        status, _, body = get(address + path)
        assert status in (400, 404), path
        assert b"streamlit==" not in body


def test_ready_says_whether_the_data_are_whole(address):
    status, _, body = get(address + "/health/ready")
    assert status == 200 and json.loads(body) == {"ready": True, "broken": {}}
