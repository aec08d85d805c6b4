// Asks modele-social (MIT), the French administration's own model, for the month's totals of each pay: one JSON object a line in and out.
// The model takes the 2026 reduction for every date, so only dates of 2026 are asked (wages/fr.md, 3).
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { join } from "node:path";

const modules = process.argv[2];
const load = async (path) => (await import(pathToFileURL(join(modules, path)).href)).default;
const [Engine, rules] = [await load("publicodes/dist/index.js"), await load("modele-social/dist/index.js")];
const silent = { log() {}, warn() {}, error(problem) { throw new Error(problem); } };
const engine = new Engine(rules, { logger: silent });

const wanted = {
  net_before_tax: "salarié . rémunération . net . à payer avant impôt",
  employee_total: "salarié . cotisations . salarié",
  employer_total: "salarié . cotisations . employeur",
  reduction: "salarié . cotisations . exonérations . RGDU",
  total_cost: "salarié . coût total employeur",
};

let took = 0n, count = 0;
for await (const line of createInterface({ input: process.stdin })) {
  if (!line) continue;
  const pay = JSON.parse(line);
  const [year, month, day] = pay.date.split("-");
  const began = process.hrtime.bigint();
  engine.setSituation({
    date: `${day}/${month}/${year}`,
    "salarié . contrat": pay.contract === "permanent" ? "'CDI'" : "'CDD'",
    ...(pay.contract === "permanent" ? {} : { "salarié . contrat . CDD . durée": `${pay.contract_months} mois` }),
    "salarié . contrat . salaire brut": `${pay.gross_month} €/mois`,
    "salarié . contrat . statut cadre": pay.executive ? "oui" : "non",
    "entreprise . salariés . effectif": `${pay.employees} employé`,
    "établissement . taux ATMP": `${pay.work_accident_rate}%`,
    "établissement . commune . taux versement mobilité": "0%",
    "salarié . cotisations . prévoyances . santé . montant": `${2 * Number(pay.health_plan_employer)} €/mois`,
    ...(Number(pay.weekly_hours) < 35 ? {
      "salarié . contrat . temps de travail . temps partiel": "oui",
      "salarié . contrat . temps de travail . temps partiel . heures par semaine": `${pay.weekly_hours} heure/semaine`,
    } : {}),
  });
  const said = {};
  for (const [key, rule] of Object.entries(wanted)) {
    const { nodeValue } = engine.evaluate({ valeur: rule, unité: "€/mois" });
    said[key] = (nodeValue ?? 0).toFixed(4);
  }
  took += process.hrtime.bigint() - began;
  count++;
  console.log(JSON.stringify({ id: pay.id, ...said }));
}
console.log(JSON.stringify({ payslips: count, milliseconds: (Number(took) / 1e6).toFixed(3) }));
