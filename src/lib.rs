#![doc = "Docusign OAuth JWT Grant."]
