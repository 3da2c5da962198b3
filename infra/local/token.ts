const [staffId] = process.argv.slice(2);
const url = `http://127.0.0.1:${process.env["PORT"] ?? 3000}`;

if (!staffId) {
  console.error("Say whose token: npm run -s token -- STAFF_ID");
  process.exit(1);
}
const answer = await fetch(`${url}/local/token/${encodeURIComponent(staffId)}`).catch(() => undefined);
if (!answer?.ok) {
  console.error(`No local stack answers at ${url}. Start it with npm start; another port with PORT=…`);
  process.exit(1);
}
console.log(await answer.text());
