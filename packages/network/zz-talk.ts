import { writeAnswer } from "./src/writing/write-answer.ts";
import { findText } from "./src/models/offers.ts";
const [model, ...turns] = process.argv.slice(2);
const o = findText(model as never)!;
for (const t of turns) {
  const messages: {role:"user"|"assistant";content:string}[] = [];
  for (const m of t.split(" || ")) { messages.push({role:"user",content:m.replaceAll("\\n","\n")}); const a = writeAnswer({model, messages, seed: 11, name:o.name, publisher:o.publisher, voice:o.voice}); messages.push({role:"assistant",content:a}); console.log("\n>>> "+m+"\n"+a); }
}
