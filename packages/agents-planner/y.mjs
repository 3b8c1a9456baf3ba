import { loadEnglish } from "./src/goal/english.ts";
const e = await loadEnglish();
for (const t of ["Search returns nothing for umlauts","Build fails on Windows","Test runs take ages","Search results are wrong","Design looks broken","Review works of art","Update breaks the login"]) console.log(e.tag(t).map(x=>`${x.text}/${x.tag}`).join(" "), JSON.stringify(e.kindOf(t.split(" ")[1])));
