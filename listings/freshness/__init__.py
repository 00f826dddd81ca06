"""Facts grow old: prompts by mail, one press to say that all is still right, old pages say so and sink (rule D3)."""
