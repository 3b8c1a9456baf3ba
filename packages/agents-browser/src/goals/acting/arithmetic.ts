/**
 * What a text such as "7 x 3 =", "12 - 5 = ?" or "2 + 3 * 4" comes to; `undefined` for everything else.
 *
 * @example evaluateArithmetic("7 x 3 ="); // 21
 */
export function evaluateArithmetic(text: string): number | undefined {
  const plain = text
    .trim()
    .replace(/^what is /iu, "")
    .replace(/\s*=?\s*\??\s*$/u, "");
  if (plain.length > 100) return undefined;
  const tokens = plain.match(/\d+(?:\.\d+)?|[-+*/x×·÷−()]|\S/giu) ?? [];
  if (!tokens.every((token) => /^(?:\d+(?:\.\d+)?|[-+*/x×·÷−()])$/iu.test(token))) return undefined;
  if (
    !tokens.some((token) => /^[-+*/x×·÷−]$/iu.test(token)) ||
    tokens.filter((token) => /^\d/u.test(token)).length < 2
  )
    return undefined;
  let position = 0;
  const readSum = (depth: number): number | undefined => {
    let value = readProduct(depth);
    while (value !== undefined && /^[-+−]$/u.test(tokens[position] ?? "")) {
      const sign = tokens[position++] === "+" ? 1 : -1;
      const next = readProduct(depth);
      value = next === undefined ? undefined : value + sign * next;
    }
    return value;
  };
  const readProduct = (depth: number): number | undefined => {
    let value = readOne(depth);
    while (value !== undefined && /^[*/x×·÷]$/iu.test(tokens[position] ?? "")) {
      const isDivision = /^[/÷]$/u.test(tokens[position++]!);
      const next = readOne(depth);
      value =
        next === undefined || (isDivision && next === 0)
          ? undefined
          : isDivision
            ? value / next
            : value * next;
    }
    return value;
  };
  const readOne = (depth: number): number | undefined => {
    const token = tokens[position++];
    if (token === undefined || depth > 20) return undefined;
    if (token === "-" || token === "−") {
      const value = readOne(depth + 1);
      return value === undefined ? undefined : -value;
    }
    if (token === "(") {
      const value = readSum(depth + 1);
      return tokens[position++] === ")" ? value : undefined;
    }
    return /^\d/u.test(token) ? Number(token) : undefined;
  };
  const value = readSum(0);
  return position === tokens.length ? value : undefined;
}
