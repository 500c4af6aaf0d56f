"""Pages for anybody: home, help, guidance, glossary, accessibility."""
