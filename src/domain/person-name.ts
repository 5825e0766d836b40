/** `La Ode Hasan` → `L• O•• H••••`: enough to find one's place in a list, not enough to spread. */
export function maskName(name: string): string {
  return name
    .trim()
    .split(/\s+/)
    .map((word) => {
      const [first = ''] = word;
      return first + '•'.repeat(Math.min(4, Math.max(1, word.length - 1)));
    })
    .join(' ');
}
