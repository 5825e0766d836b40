import { useSearchParams } from 'wouter';

/** One value of the address bar, so that a view can be sent to a colleague; empty removes it. */
export function useAddressValue(name: string): [string, (value: string) => void] {
  const [params, setParams] = useSearchParams();
  return [
    params.get(name) ?? '',
    (value) =>
      setParams((before) => {
        const next = new URLSearchParams(before);
        if (value === '') next.delete(name);
        else next.set(name, value);
        return next;
      }),
  ];
}

/** Several values at once: two setters in a row would overwrite each other. */
export function useAddressValues(): (values: Record<string, string>) => void {
  const [, setParams] = useSearchParams();
  return (values) =>
    setParams((before) => {
      const next = new URLSearchParams(before);
      for (const [name, value] of Object.entries(values)) {
        if (value === '') next.delete(name);
        else next.set(name, value);
      }
      return next;
    });
}
