"""The folder in which processes of one worker, or of one ``uvicorn --workers``, count together."""

#: The environment variable that names it; the client library reads it when it is loaded.
FOLDER = "PROMETHEUS_MULTIPROC_DIR"
