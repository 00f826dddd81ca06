"""Tests: a PDF of an invoice against the validators of PDF/UA-1."""
