"""Forecasts: what is rather not done on time, and how often such forecasts came true."""
