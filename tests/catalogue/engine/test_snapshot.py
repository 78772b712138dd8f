"""The index on disk."""

import pytest

from catalogue.engine.documents import IndexedFacet
from catalogue.engine.index import Index
from catalogue.engine.snapshot import SnapshotError
from tests.catalogue.engine.factories import FACETS, ids, make_document, make_index


@pytest.fixture
def index(analyser):
    return make_index(
        analyser,
        [make_document(n, f"Stöd {n}", {"kommun": ["amal"], "krav": ["+sgi"]}) for n in range(5)],
    ).without([3])


class TestSnapshot:
    def test_gives_back_the_same_index(self, index, analyser, tmp_path):
        index.save(tmp_path / "index")

        loaded = Index.load(tmp_path / "index", analyser, FACETS)

        assert ids("stöd", loaded) == ids("stöd", index) == [0, 1, 2, 4]
        assert dict(loaded.search().counts) == dict(index.search().counts)

    def test_of_an_empty_index_is_empty(self, analyser, tmp_path):
        make_index(analyser, []).save(tmp_path / "index")

        assert Index.load(tmp_path / "index", analyser, FACETS).search().total == 0

    def test_can_be_written_again_while_mapped(self, index, analyser, tmp_path):
        index.save(tmp_path / "index")
        old = Index.load(tmp_path / "index", analyser, FACETS)

        index.with_documents([make_document(9, "Stöd")]).save(tmp_path / "index")

        assert ids("stöd", old) == [0, 1, 2, 4]
        assert 9 in Index.load(tmp_path / "index", analyser, FACETS)

    def test_missing_is_said_in_one_sentence(self, analyser, tmp_path):
        with pytest.raises(SnapshotError, match="saknas"):
            Index.load(tmp_path / "index", analyser, FACETS)

    @pytest.mark.parametrize("name", ["docs.npy", "terms.marisa", "code_docs.npy"])
    def test_damage_is_noticed(self, index, analyser, tmp_path, name):
        index.save(tmp_path / "index")
        file = tmp_path / "index" / name
        file.write_bytes(file.read_bytes()[:-1] + b"?")

        with pytest.raises(SnapshotError, match="skadat"):
            Index.load(tmp_path / "index", analyser, FACETS)

    def test_other_facets_make_it_stale(self, index, analyser, tmp_path):
        index.save(tmp_path / "index")

        with pytest.raises(SnapshotError, match="annan version"):
            Index.load(
                tmp_path / "index", analyser, [IndexedFacet("kommun", {"amal": ("hela-landet",)})]
            )
