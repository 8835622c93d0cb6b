"""Elasticsearch and OpenSearch, through the part of their REST API that both have kept since 7.10."""
