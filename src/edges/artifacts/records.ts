/** Bytes in front of a record, which say how long it is. */
export const LENGTH = 4;

/** A record's length, as it stands in front of it. */
export function lengthOf(record: Uint8Array): Buffer {
  const length = Buffer.alloc(LENGTH);
  length.writeUInt32LE(record.length);
  return length;
}

/** Records that stand one after the other, each behind its length; they are views of the same memory. */
export function splitRecords(bytes: Uint8Array<SharedArrayBuffer>): readonly Uint8Array<SharedArrayBuffer>[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const records: Uint8Array<SharedArrayBuffer>[] = [];
  for (let at = 0; at < bytes.length;) {
    const start = at + LENGTH;
    at = start + view.getUint32(at, true);
    records.push(bytes.subarray(start, at));
  }
  return records;
}
