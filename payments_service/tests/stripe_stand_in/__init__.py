"""A process that speaks the part of Stripe's protocol we use: forms in, JSON out, answers kept under their keys."""
