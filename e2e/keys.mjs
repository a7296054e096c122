// Many keys at once.

/** A script that puts so many keys under `/many/`: transactions of a hundred each, from 3 s on. */
export function manyKeys(count) {
  return Array.from({ length: count / 100 }, (_, part) => {
    const puts = Array.from({ length: 100 }, (_, at) => `put /many/${String(part * 100 + at).padStart(5, '0')} x`);
    return { at_us: 3_000_000 + part * 10_000, action: { etcdctl: { line: 'txn', stdin: `\n${puts.join('\n')}\n\n\n` } } };
  });
}
