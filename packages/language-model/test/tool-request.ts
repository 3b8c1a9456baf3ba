const short = { type: "string", maxLength: 8 };
/** Two tools, of which `read` has to be called. Its texts are short, since noise does not end them. */
export const toolRequest = {
  tools: [
    { name: "wait", description: "Waits.", parameters: { type: "object", properties: {} } },
    {
      name: "read",
      description: "Reads.",
      parameters: {
        type: "object",
        properties: {
          unit: { enum: ["C", "F"] },
          city: short,
          days: { type: "array", items: short, maxItems: 2 },
        },
        required: ["city"],
        additionalProperties: false,
      },
    },
  ],
  toolChoice: { allowed: ["read"], required: true },
};
