/**
 * `scheme:rest`. `arxiv:` ids are canonical everywhere. `title:` ids are weak: they are made from the title because
 * nothing better was known, and a later sighting with a better id takes the paper over. Every other scheme is the name
 * of the source that gave the id (`jsonl:42`).
 */
export type PaperId = string;
