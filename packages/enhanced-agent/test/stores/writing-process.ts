// A process of its own that adds lessons: node writing-process.ts FILE NAME COUNT. Prints the id of each that was kept.
import { sqliteLessonStore } from "../../src/sqlite/index.ts";
import { createLesson } from "./new-lesson.ts";

const [file = "", name = "", count = "0"] = process.argv.slice(2);
const store = sqliteLessonStore({ file });
for (let number = 0; number < Number(count); number += 1) {
  const id = `${name}-${number}`;
  await store.add(createLesson(id, { situation: "tea" }));
  process.stdout.write(`${id}\n`);
}
await store.close();
