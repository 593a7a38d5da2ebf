"""Drives one library, Podium or another, through the same work, in a process and an environment of its own.

Called by `bench/side_by_side.py`: reads a job (JSON) from standard input, writes what it measured to standard output.
With `vectors`, a file of numpy's, texts are not embedded: they come with their vectors, as do the queries.
"""

from __future__ import annotations

import json
import resource
import shutil
import statistics
import sys
import tempfile
import time
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

K = 10


class Driver(Protocol):
    """One library at work in a folder, its model loaded. Passages are known by their numbers."""

    def __init__(self, folder: Path, model: str) -> None: ...

    def add(self, texts: list[str], vectors: Any) -> None: ...
    def save(self) -> None: ...
    def search(self, query: str, vector: Any) -> list[int]: ...
    def delete(self, number: int) -> None: ...
    def update(self, number: int, text: str, vector: Any) -> None: ...


class Podium:
    """One article a passage, so that deleting and updating mean the same for all."""

    def __init__(self, folder: Path, model: str) -> None:
        sys.path.insert(0, str(Path(__file__).parents[2]))
        self.library = import_module("index.library").Library.open(folder)
        self.article = import_module("sources.records").Article
        self.catalogue, self.database = import_module("index.catalogue"), import_module("index.database")
        self.vectors, self.passage = import_module("index.vectors"), import_module("sources.records").Passage
        self.opened = self.library.opened().__enter__()
        self.depth = import_module("index.search").DEPTH
        self.finder = self.vectors.Vectors(self.opened.layout, self.opened.connection)
        self.opened.embedder.encode(["The others load their model before they begin, too."])

    def _article(self, number: int, text: str, *, edition: str = "") -> Any:
        return self.article(f"{number}{edition}", f"{number}.txt", "", text)

    def add(self, texts: list[str], vectors: Any) -> None:
        if vectors is None:
            block = 50
            for start in range(0, len(texts), block):
                articles = [self._article(start + at, text) for at, text in enumerate(texts[start : start + block])]
                self.library.embed_ahead(articles)
                for article in articles:
                    self.library.add(article, [])
            return
        for start in range(0, len(texts), 100):
            with self.database.transaction(self.opened.connection):
                for number in range(start, min(start + 100, len(texts))):
                    self._write(number, texts[number], vectors[number : number + 1], "")
        self.finder.compact()

    def _write(self, number: int, text: str, vector: Any, edition: str) -> None:
        article = self._article(number, text, edition=edition)
        content = self.catalogue.Content([self.passage(article.id, 0, 0, len(text), text)], self.vectors.pack(vector))
        plan = self.catalogue.plan(self.opened.connection, article)
        self.catalogue.write(self.opened.connection, article, plan, content, [], [])

    def save(self) -> None:
        """All is on the disk already."""

    def search(self, query: str, vector: Any) -> list[int]:
        if vector is None:
            return [int(hit.passage.article) for hit in self.library.search(query, k=K)]
        ids = ",".join(map(str, found := self.finder.nearest(vector, self.depth)[:K]))
        rows = self.opened.connection.execute(
            f"SELECT passage.id, article.id FROM passage JOIN article ON key = article WHERE passage.id IN ({ids})"
        )
        names = dict(rows.fetchall())
        return [int(names[passage]) for passage in found if passage in names]

    def delete(self, number: int) -> None:
        self.library.remove(str(number))

    def update(self, number: int, text: str, vector: Any) -> None:
        if vector is None:
            self.library.add(self._article(number, text, edition="b"), [])
            return
        with self.database.transaction(self.opened.connection):
            self._write(number, text, vector[None], "b")


class Txtai:
    def __init__(self, folder: Path, model: str) -> None:
        self.folder, self.make = folder, import_module("txtai").Embeddings
        self.index = self.make(path=model, content=True)
        self.index.transform("warm")

    def add(self, texts: list[str], vectors: Any) -> None:
        if vectors is None:
            self.index.index(enumerate(texts))
            return
        self.index = self.make(method="external", transform=lambda given: given, content=False)
        self.index.index((number, vector, None) for number, vector in enumerate(vectors))

    def save(self) -> None:
        self.index.save(str(self.folder / "index"))

    def search(self, query: str, vector: Any) -> list[int]:
        found = self.index.search(query if vector is None else vector, K)
        return [int(hit["id"] if isinstance(hit, dict) else hit[0]) for hit in found]

    def delete(self, number: int) -> None:
        self.index.delete([number])

    def update(self, number: int, text: str, vector: Any) -> None:
        self.index.upsert([(number, text if vector is None else vector, None)])


class Chroma:
    def __init__(self, folder: Path, model: str) -> None:
        chroma = import_module("chromadb")
        settings = chroma.config.Settings(anonymized_telemetry=False)
        self.client = chroma.PersistentClient(path=str(folder), settings=settings)
        functions = import_module("chromadb.utils.embedding_functions")
        function = functions.SentenceTransformerEmbeddingFunction(model_name=model)
        self.collection = self.client.create_collection(
            "passages", embedding_function=function, metadata={"hnsw:space": "cosine"}
        )

    def add(self, texts: list[str], vectors: Any) -> None:
        most = self.client.get_max_batch_size()
        for start in range(0, len(texts), most):
            part = slice(start, start + most)
            ids = [str(number) for number in range(start, min(start + most, len(texts)))]
            given = {} if vectors is None else {"embeddings": vectors[part]}
            self.collection.add(ids=ids, documents=texts[part], **given)

    def save(self) -> None:
        """All is on the disk already."""

    def search(self, query: str, vector: Any) -> list[int]:
        asked = {"query_texts": [query]} if vector is None else {"query_embeddings": [vector]}
        return [int(number) for number in self.collection.query(n_results=K, **asked)["ids"][0]]

    def delete(self, number: int) -> None:
        self.collection.delete(ids=[str(number)])

    def update(self, number: int, text: str, vector: Any) -> None:
        given = {} if vector is None else {"embeddings": [vector]}
        self.collection.update(ids=[str(number)], documents=[text], **given)


class LlamaIndex:
    def __init__(self, folder: Path, model: str) -> None:
        self.folder, self.core = folder, import_module("llama_index.core")
        self.schema = import_module("llama_index.core.schema")
        embedding = import_module("llama_index.embeddings.huggingface").HuggingFaceEmbedding
        self.embedding = embedding(model_name=model, embed_batch_size=32)
        self.query_bundle = self.schema.QueryBundle
        self.index: Any = None

    def _node(self, number: int, text: str, vector: Any) -> Any:
        given = None if vector is None else vector.tolist()
        return self.schema.TextNode(id_=str(number), text=text, embedding=given)

    def add(self, texts: list[str], vectors: Any) -> None:
        given = [None] * len(texts) if vectors is None else vectors
        nodes = [self._node(number, text, given[number]) for number, text in enumerate(texts)]
        self.index = self.core.VectorStoreIndex(nodes, embed_model=self.embedding)
        self.retriever = self.index.as_retriever(similarity_top_k=K)

    def save(self) -> None:
        self.index.storage_context.persist(str(self.folder))

    def search(self, query: str, vector: Any) -> list[int]:
        asked = self.query_bundle(query, embedding=None if vector is None else vector.tolist())
        return [int(found.node.node_id) for found in self.retriever.retrieve(asked)]

    def delete(self, number: int) -> None:
        self.index.delete_nodes([str(number)], delete_from_docstore=True)

    def update(self, number: int, text: str, vector: Any) -> None:
        self.delete(number)
        self.index.insert_nodes([self._node(number, text, vector)])


class Haystack:
    def __init__(self, folder: Path, model: str) -> None:
        self.folder, self.document = folder, import_module("haystack").Document
        stores = import_module("haystack.document_stores.in_memory")
        self.policy = import_module("haystack.document_stores.types").DuplicatePolicy.OVERWRITE
        self.store = stores.InMemoryDocumentStore(embedding_similarity_function="cosine")
        embedders = import_module("haystack_integrations.components.embedders.sentence_transformers")
        self.embed = embedders.SentenceTransformersDocumentEmbedder(model=model, progress_bar=False)
        self.ask = embedders.SentenceTransformersTextEmbedder(model=model, progress_bar=False)
        for embedder in (self.embed, self.ask):
            embedder.warm_up()

    def _write(self, documents: list[Any]) -> None:
        bare = documents[0].embedding is None
        self.store.write_documents(self.embed.run(documents)["documents"] if bare else documents, policy=self.policy)

    def _document(self, number: int, text: str, vector: Any) -> Any:
        return self.document(id=str(number), content=text, embedding=None if vector is None else vector.tolist())

    def add(self, texts: list[str], vectors: Any) -> None:
        given = [None] * len(texts) if vectors is None else vectors
        self._write([self._document(number, text, given[number]) for number, text in enumerate(texts)])

    def save(self) -> None:
        self.store.save_to_disk(str(self.folder / "store.json"))

    def search(self, query: str, vector: Any) -> list[int]:
        asked = self.ask.run(query)["embedding"] if vector is None else vector.tolist()
        return [int(found.id) for found in self.store.embedding_retrieval(asked, top_k=K)]

    def delete(self, number: int) -> None:
        self.store.delete_documents([str(number)])

    def update(self, number: int, text: str, vector: Any) -> None:
        self._write([self._document(number, text, vector)])


DRIVERS: dict[str, type[Driver]] = {
    "podium": Podium,
    "txtai": Txtai,
    "chroma": Chroma,
    "llamaindex": LlamaIndex,
    "haystack": Haystack,
}


def seconds(act: Any, *given: Any) -> float:
    started = time.perf_counter()
    act(*given)
    return time.perf_counter() - started


def size_of(folder: Path) -> float:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 2**20


def run(job: dict[str, Any]) -> dict[str, Any]:
    """Do the job, and return the figures with what was found for each query."""
    given = import_module("numpy").load(job["vectors"]) if job.get("vectors") else {}
    vectors, asked = given.get("passages"), given.get("queries")
    texts, queries = job["texts"], job["queries"]
    folder = Path(tempfile.mkdtemp())
    driver = DRIVERS[job["driver"]](folder, job["model"])
    used = time.process_time()
    ingest = seconds(driver.add, texts, vectors)
    saved = seconds(driver.save)
    used = time.process_time() - used
    found, taken = [], []
    searched = 0.0
    driver.search(queries[0], None if asked is None else asked[0])
    for number, query in enumerate(queries):
        started, before = time.perf_counter(), time.process_time()
        found.append(driver.search(query, None if asked is None else asked[number]))
        taken.append((time.perf_counter() - started) * 1000)
        searched += time.process_time() - before
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    disk = size_of(folder)
    last = len(texts) - 1
    changed = [
        seconds(driver.update, last - at, f"{texts[last - at]} Corrected.", None if vectors is None else vectors[at])
        for at in range(5)
    ]
    removed = [seconds(driver.delete, number) for number in range(5)]
    shutil.rmtree(folder, ignore_errors=True)
    return {
        "ingest_per_second": round(len(texts) / (ingest + saved), 1),
        "ingest_per_processor_second": round(len(texts) / used, 1),
        "query_processor_ms": round(1000 * searched / len(queries), 2),
        "query_ms_p50": round(statistics.median(taken), 2),
        "query_ms_p95": round(sorted(taken)[int(0.95 * len(taken))], 2),
        "peak_memory_mb": round(memory),
        "disk_mb": round(disk, 1),
        "update_ms": round(statistics.median(changed) * 1000, 2),
        "delete_ms": round(statistics.median(removed) * 1000, 2),
        "found": found,
    }


if __name__ == "__main__":
    print(json.dumps(run(json.load(sys.stdin))))
