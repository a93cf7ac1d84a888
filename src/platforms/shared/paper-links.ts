const LINK = /https?:\/\/[^\s<>|]{1,2000}/giu;
/** Where links to papers lead, and hosts under these. */
const HOSTS = /^https?:\/\/(?:[\w-]+\.)*(?:arxiv\.org|huggingface\.co|hf\.co|alphaxiv\.org|ar5iv\.org|doi\.org)\//iu;
/** A longer list is cut: its sentence stays short. */
const MOST = 50;

/** The links in a text that may lead to papers, in order. */
export function paperLinks(text: string): readonly string[] {
  return (text.match(LINK) ?? []).filter((link) => HOSTS.test(link)).slice(0, MOST);
}
