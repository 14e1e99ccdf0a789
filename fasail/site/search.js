/* Put before the worker of the theme's search. A day in words, 1 January 2024, is sought as 2024-01-01, as it stands
   in the index too: search takes a lone 1 for the beginning of 14. */
addEventListener("message", ({ data }) => {
  if (typeof data.data !== "string") return;
  const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
  data.data = data.data.replace(/\b(\d{1,2}) ([a-z]{3,9}) (\d{4})\b/gi, (typed, day, name, year) => {
    const month = months.indexOf(name.slice(0, 3).toLowerCase()) + 1;
    return month ? [year, ...[month, day].map((part) => String(part).padStart(2, "0"))].join("-") : typed;
  });
});
