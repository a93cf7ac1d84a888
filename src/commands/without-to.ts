/** A wish behind a command, without the word that joins them: `subscribe to quantization`. */
export function withoutTo(args: string): string {
  return args.replace(/^to(?:\s+|$)/iu, '');
}
