/** A table whose rows have links, boxes to tick and buttons: ten elements a row. */
export function writeTable(rows: number): string {
  const row = (index: number): string =>
    `<tr><td>${index}</td><td><a href="/person/${index}">Person ${index}</a></td><td><input type="checkbox"></td>
    <td><span>active</span></td><td><button class="btn trash"></button></td></tr>`;
  const body = Array.from({ length: rows }, (_, index) => row(index)).join("");
  return `<!doctype html><title>People</title><h1>People</h1><table>${body}</table>`;
}

/** Boxes within boxes with a text at the end: ten elements each. */
export function writeNestedBoxes(boxes: number): string {
  const box = (index: number): string => `${"<div>".repeat(9)}<p>Text ${index}</p>${"</div>".repeat(9)}`;
  const body = Array.from({ length: boxes }, (_, index) => box(index)).join("");
  return `<!doctype html><title>Boxes</title>${body}`;
}
