"""Language models: any that LangChain reaches, behind the core's seam."""
