/** A goal as people write it, the method expected for it, a name that the plan must repeat, and some of its steps. */
export interface GoalCase {
  readonly goal: string;
  readonly method: string;
  readonly names: string;
  /** Descriptions of steps, word for word. */
  readonly steps: readonly string[];
}

const table = `
research-and-compare | Research Python async patterns | Python async patterns
research-and-compare | Compare React, Vue and Angular for mobile apps | Angular
research-and-compare | React vs Vue | Vue
research-and-compare | Which is better, Postgres or MySQL? | MySQL
research-and-compare | Should we use Postgres or MongoDB for event sourcing? | MongoDB
research-and-compare | What is the best Python web framework for small teams? | Python web framework
research-and-compare | Evaluate Kafka, RabbitMQ and NATS | NATS
research-and-compare | Find out why our competitors switched to usage-based pricing | usage-based pricing
research-and-compare | Is Python 3.12 production-ready? | Python 3.12
research-and-compare | Differences between REST and GraphQL | GraphQL
research-and-compare | How do I cache database queries in Django? | database queries
research-and-compare | Summarise the state of the art in protein folding | protein folding
research-and-compare | Explain how TCP congestion control works | TCP congestion control
build-web-application | Build a recipe sharing web app with React, authentication and image upload | recipe sharing web app
build-web-application | Build production-ready web application | web application
build-web-application | We need a website for our bakery | bakery
build-web-application | An app to track expenses and create reports | track expenses
build-web-application | Create a dashboard for warehouse stock using Svelte | warehouse stock
build-web-application | Build a login page and a dashboard | login page
build-web-application | Make an online shop for used books without JavaScript | used books
build-web-application | Plan FastAPI application | FastAPI application
build-api | Build a REST API for invoices with authentication in Python without Django under 5 USD by Friday | invoices
build-api | Build REST API with FastAPI | REST API
build-api | Implement a GraphQL backend for a podcast player with caching and rate limiting | podcast player
build-api | Create a microservice that resizes images in Rust | resizes images
build-api | Set up a webhook server for Stripe payments | Stripe payments
build-library-or-tool | I need a command-line tool that converts CSV to JSON | converts CSV to JSON
build-library-or-tool | Write a Python script that renames photos by date | renames photos
build-library-or-tool | Build a Slack bot with reminders and polls | Slack bot
build-library-or-tool | Create a TypeScript library for parsing cron expressions | cron expressions
build-library-or-tool | Develop a VS Code extension for spell checking in Markdown | spell checking
add-feature | Please can you add dark mode to the settings page | dark mode
add-feature | Add OAuth login with Google to our shop | OAuth login with Google
add-feature | Integrate Stripe into the booking flow | booking flow
add-feature | Add search, filters and sorting to the product list | filters
add-feature | Enable offline support | offline support
fix-bug | Fix the memory leak in the image upload when files exceed 10 MB | memory leak
fix-bug | Login crashes on Safari | Login crashes on Safari
fix-bug | Why does the build fail on Windows? | build fail on Windows
fix-bug | Users are logged out after a minute, please fix the session bug | session
fix-bug | Debug the flaky checkout test | flaky checkout test
migrate-or-upgrade | Migrate our Express API from JavaScript to TypeScript without downtime | TypeScript
migrate-or-upgrade | Upgrade React 17 to React 19 | React 19
migrate-or-upgrade | Replace Moment.js with date-fns in the booking service | date-fns
migrate-or-upgrade | Plan the migration from Jest to Vitest | Vitest
migrate-or-upgrade | Move the database from MySQL to PostgreSQL within 3 days | PostgreSQL
performance-work | Speed up the checkout page | checkout page
improve-code | Refactor the billing module and add tests | billing module
reduce-cost | Reduce our AWS bill | AWS bill
check-work | Write unit tests for the payment module | payment module
security-review | Review the authentication code for security holes | authentication code
deploy-or-release | Deploy the blog to Fly.io with zero downtime | blog
deploy-or-release | Release version 2.0 of the SDK | SDK
write-document | Write a blog post about WebAssembly | WebAssembly
write-document | Draft a proposal for a four-day week | four-day week
use-website | Scrape product prices from https://example.com/prices | product prices
use-website | Book a table for two at Luigi's on opentable.com | table for two
design-parts | Design endpoints, data model and error format of the invoice service | data model
several-goals | Research Python async patterns and create an implementation plan | Python async patterns
several-goals | Build a todo app and deploy it to Fly.io | todo app
several-goals | Research Redis. Then build a cache with it and write a guide. | Redis
several-goals | 1. Compare Jest and Vitest 2. Migrate the test suite to Vitest 3. Update the contributing guide | contributing guide
performance-work | Make our API faster | API
performance-work | Make the homepage load in under 2 seconds | homepage
fix-bug | Our CSV export is missing the header row | CSV export
build-library-or-tool | Write me a regex that matches email addresses | email addresses
build-web-application | I'd like a personal finance tracker | personal finance tracker
migrate-or-upgrade | We should switch to pnpm | pnpm
check-work | Create unit and integration tests for the login flow | unit and integration tests
research-and-compare | Compare pricing of AWS, Azure and Google Cloud for a small startup | the pricing of Google Cloud for a small startup
several-goals | Download the latest quarterly report from sec.gov and summarise it | quarterly report
organise-event | Organise a team offsite in Lisbon for 12 people with a cooking class | Lisbon
set-up-infrastructure | Set up CI with GitHub Actions for our monorepo | monorepo
prepare-teaching | Teach my dog to fetch the newspaper | newspaper
run-campaign | Grow the newsletter to 10,000 readers | newsletter
unreadable-goal | Baue eine Webanwendung mit React und einer Datenbank | Webanwendung
unreadable-goal | Créer une boutique en ligne pour des livres | boutique
unreadable-goal | 作成する | 作成する
unreadable-goal | ¿Qué es una base de datos? | base de datos
decide-by-vote | Decide by majority vote between Vue, React and Svelte for the new admin panel | Svelte for the new admin panel | Set the criteria by which to decide on Vue, React or Svelte for the new admin panel, before anybody looks at the findings | Count the votes on Vue, React or Svelte for the new admin panel
decide-by-vote | Choose a name for our new product by consensus of the team's agents | name for our new product | Set the criteria by which to decide on the name for our new product, before anybody looks at the findings | Count the votes on the name for our new product
decide-by-vote | Let three agents vote: Kafka or RabbitMQ for the order events? | Kafka or RabbitMQ for the order events | Set the criteria by which to decide on Kafka or RabbitMQ for the order events, before anybody looks at the findings | Count the votes on Kafka or RabbitMQ for the order events
user-story | As a user I want to export my invoices as CSV so that I can send them to my accountant | so that I can send them to my accountant | Implement “export my invoices as CSV” for a user | Write a test for each criterion of “export my invoices as CSV”
user-story | As an admin, I want to deactivate accounts | deactivate accounts | Implement “deactivate accounts” for an admin | Write a test for each criterion of “deactivate accounts”
performance-work | Our checkout page takes 9 seconds to load on mobile, please make it faster | checkout page | Find the bottleneck of the checkout page with a profiler | Measure the checkout page again as at first and set the figures side by side
performance-work | Optimize the SQL queries behind the sales dashboard | the SQL queries behind the sales dashboard | Find the bottleneck of the SQL queries behind the sales dashboard with a profiler | Measure the SQL queries behind the sales dashboard again as at first and set the figures side by side
performance-work | Reduce the latency of the search endpoint to under 100 ms | the latency of the search endpoint | Find the bottleneck of the search endpoint with a profiler | Measure the search endpoint again as at first and set the figures side by side
security-review | Do a security review of our payment service | payment service | Review sign-in, permissions and sessions in the payment service | Rank the findings on the payment service by damage and likelihood
security-review | Harden our Docker images | Docker images | Review sign-in, permissions and sessions in the Docker images | Rank the findings on the Docker images by damage and likelihood
security-review | Audit the login flow for vulnerabilities | the login flow for | Review sign-in, permissions and sessions in the login flow | Rank the findings on the login flow by damage and likelihood
reach-compliance | Check our website for accessibility problems according to WCAG 2.2 | WCAG 2.2 | Check the website against each demand of WCAG 2.2 | Close the gaps of the website towards WCAG 2.2, the weightiest first
reach-compliance | Make our signup flow GDPR compliant | signup flow | Check the signup flow against each demand of GDPR | Close the gaps of the signup flow towards GDPR, the weightiest first
data-pipeline | Set up a data pipeline that loads Shopify orders into BigQuery every night | data pipeline that loads Shopify orders into | Define the schema for the data pipeline: keys, types, what may be missing | Run the data pipeline over the past and compare counts and sums with the source
data-pipeline | Build an ETL job that extracts tickets from Zendesk, cleans them and stores them in Snowflake | tickets from Zendesk, cleans them and stores | Define the schema for the ETL job with Snowflake: keys, types, what may be missing | Run the ETL job over the past and compare counts and sums with the source
data-pipeline | Backfill three years of clickstream data into the new warehouse | three years of clickstream data into the new | Define the schema for the backfill of three years of clickstream data into the new warehouse: keys, types, what may be missing | Run the backfill of three years of clickstream data into the new warehouse and compare counts and sums with the source
train-model | Train a model that predicts customer churn from our CRM data | model that predicts customer churn from our | Measure a simple rule as the baseline for the model that predicts customer churn from our CRM data | Measure the model that predicts customer churn from our CRM data once on the data held back, beside the baseline
train-model | Build a recommendation engine for our bookstore | a recommendation engine for our bookstore | Measure a simple rule as the baseline for the recommendation engine for our bookstore | Measure the recommendation engine for our bookstore once on the data held back, beside the baseline
set-up-infrastructure | Set up monitoring and alerting for our Kubernetes cluster with Prometheus and Grafana | and alerting for our Kubernetes cluster with | Try monitoring and alerting for our Kubernetes cluster with a real case and with a failure made on purpose | Write down how monitoring and alerting for our Kubernetes cluster is run, changed and brought back after a failure
set-up-infrastructure | Set up a Minecraft server for 10 friends | Set up a Minecraft server for 10 friends | Try the Minecraft server for 10 friends with a real case and with a failure made on purpose | Write down how the Minecraft server for 10 friends is run, changed and brought back after a failure
automate-work | Automate the weekly report that I build in Excel by hand | Automate the weekly report | Automate the weekly report | Run the automation beside the work by hand and compare the results for the weekly report
automate-work | Automate the invoicing of our webshop orders | Automate the invoicing of our webshop orders | Automate the invoicing of our webshop orders | Run the automation beside the work by hand and compare the results for the invoicing of our webshop orders
translate-content | Translate our app into French and German | app into French and German | Collect the terms that return in the app, and how each is translated | Translate the app into French and German
translate-content | Translate the user manual into Japanese | Translate the user manual into Japanese | Collect the terms that return in the user manual, and how each is translated | Translate the user manual into Japanese
restore-service | Production is down, users get 502 errors | is down | Bring production back by the shortest way: roll back, restart, switch off or add capacity | Remove the cause of the outage of production
restore-service | Our website is down since this morning | website is down | Bring the website back by the shortest way: roll back, restart, switch off or add capacity | Remove the cause of the outage of the website
repair-thing | Fix the leaking kitchen tap | the leaking kitchen tap | Weigh for the leaking kitchen tap: do it oneself, call somebody, or replace it | Find the parts, the tools or a workshop for the leaking kitchen tap with prices
repair-thing | Repair my bicycle brakes | bicycle brakes | Weigh for the bicycle brakes: do it oneself, call somebody, or replace it | Find the parts, the tools or a workshop for the bicycle brakes with prices
remove-code | Remove the deprecated v1 endpoints from the billing API | the deprecated v1 endpoints from the billing | Find everything that uses the deprecated v1 endpoints from the billing API: code, tests, settings, documents, callers outside | Remove the deprecated v1 endpoints from the billing API and all tests, settings and documents for that
remove-code | Delete the legacy reporting module | the legacy reporting module | Find everything that uses the legacy reporting module: code, tests, settings, documents, callers outside | Remove the legacy reporting module and all tests, settings and documents for that
reduce-cost | Reduce our monthly AWS bill by 30% | monthly AWS bill | Break the monthly AWS bill down by item and month and mark what grew | Carry out the savings on the monthly AWS bill, the safest first, each with a way back
reduce-cost | Lower the hosting costs of the shop | the hosting costs of the shop | Break the hosting costs of the shop down by item and month and mark what grew | Carry out the savings on the hosting costs of the shop, the safest first, each with a way back
update-document | Update the contributing guide | Update the contributing guide | Mark what is out of date, missing or hard to understand in the contributing guide | Update the contributing guide
update-document | Improve the README | Improve the README | Mark what is out of date, missing or hard to understand in the README | Improve the README
document-software | Write a README for our open source date library | a README for our open source date library | Write examples for the README for our open source date library that run, one per question | Write a README for our open source date library
document-software | Write the documentation for our GraphQL API | Write the documentation for our GraphQL API | Write examples for the documentation for our GraphQL API that run, one per question | Write the documentation for our GraphQL API
build-spreadsheet | Can you make a spreadsheet to track my monthly budget? | a spreadsheet to track my monthly budget | Plan the sheets, the columns and the formulas of a spreadsheet to track my monthly budget | Build a spreadsheet to track my monthly budget, with entries and formulas kept apart
build-spreadsheet | Create an Excel sheet for our inventory | an Excel sheet for our inventory | Plan the sheets, the columns and the formulas of an Excel sheet for our inventory | Build an Excel sheet for our inventory, with entries and formulas kept apart
convert-content | Extract tables from 300 PDF invoices into Excel | Extract tables from 300 PDF invoices into | Extract tables from 300 PDF invoices into Excel, and set aside what cannot be read | Compare the result with the originals, after the attempt to extract tables from 300 PDF invoices into Excel: counts, sums, a sample by eye
convert-content | Transcribe the interview recordings | Transcribe the interview recordings | Transcribe the interview recordings, and set aside what cannot be read | Compare the result with the originals, after the attempt to transcribe the interview recordings: counts, sums, a sample by eye
draft-contract | Draft a contract for a freelance web designer | a contract for a freelance web designer | Draft a contract for a freelance web designer in plain words | Play through what could go wrong under the contract for a freelance web designer: delay, default, ending, dispute, data
draft-contract | Write a privacy policy for our newsletter | Write a privacy policy for our newsletter | Write a privacy policy for our newsletter in plain words | Play through what could go wrong under the privacy policy for our newsletter: delay, default, ending, dispute, data
write-creatively | Write a eulogy for my grandfather | Write a eulogy for my grandfather | Outline a eulogy for my grandfather: beginning, turning points, end | Write a eulogy for my grandfather: a first draft without looking back
write-creatively | Write a short story about a lighthouse keeper | a short story about a lighthouse keeper | Outline a short story about a lighthouse keeper: beginning, turning points, end | Write a short story about a lighthouse keeper: a first draft without looking back
write-message | Write a press release about our series A funding | a press release about our series A funding | Write a press release about our series A funding | Check the tone, the facts and the length of the press release about our series A funding
write-message | Help me write a cover letter for a product manager job at a bank | a cover letter for a product manager job at | Write a cover letter for a product manager job at a bank | Check the tone, the facts and the length of the cover letter for a product manager job at a bank
analyse-data | Analyse the survey results in responses.csv | the survey results in responses.csv | Compute the figures and charts on the survey results in responses.csv | Say what the figures on the survey results in responses.csv show, and what else could explain them
analyse-data | Find out why conversion dropped by 20% in March | why conversion dropped by 20% in March | Compute the figures and charts on “why conversion dropped by 20% in March” | Say what the figures on “why conversion dropped by 20% in March” show, and what else could explain them
run-campaign | Create an email campaign for our spring sale | an email campaign for our spring sale | Record today's figures for the email campaign for our spring sale and set the figure that counts as success | Write the texts for the email campaign for our spring sale in two versions per channel
run-campaign | Grow our newsletter from 2000 to 10000 subscribers in six months | newsletter from 2000 to 10000 subscribers | Record today's figures for the newsletter and set the figure that counts as success within 6 months | Write the texts for the newsletter in two versions per channel
run-survey | Conduct a user survey about our mobile app | Conduct a user survey about our mobile app | Write the questions of the user survey about our mobile app so that none suggests its answer | Conduct a user survey about our mobile app: send it out, remind once, close it
run-survey | Run customer interviews about our pricing | Run customer interviews about our pricing | Write the questions of customer interviews about our pricing so that none suggests its answer | Run customer interviews about our pricing: invite, listen, take notes
start-business | Start an online shop for handmade candles | an online shop for handmade candles | Design a cheap trial that shows within two weeks whether somebody pays for an online shop for handmade candles | Calculate costs, price and the month in which the online shop for handmade candles pays for itself
start-business | Write a business plan for a food truck | for a food truck | Design a cheap trial that shows within two weeks whether somebody pays for a food truck | Calculate costs, price and the month in which the food truck pays for itself
hire-somebody | Hire a senior backend engineer in Berlin within two months | a senior backend engineer in Berlin | Set out what the senior backend engineer in Berlin shall achieve in the first year, what that requires, and what can be learnt | Write the advertisement for a senior backend engineer in Berlin with tasks, pay and steps of the selection
hire-somebody | Recruit a head chef | a head chef | Set out what the head chef shall achieve in the first year, what that requires, and what can be learnt | Write the advertisement for a head chef with tasks, pay and steps of the selection
organise-event | Plan my wedding for 80 guests in June | wedding for 80 guests in June | Compare places for the wedding for 80 guests in June: room, date, price, way there | Plan the tasks before the wedding for 80 guests in June and its course on the day
organise-event | Organise a hackathon for 100 students with sponsors and prizes | hackathon for 100 students with | Compare places for the hackathon for 100 students: room, date, price, way there | Plan the tasks before the hackathon for 100 students and its course on the day
plan-trip | Plan a two-week trip to Japan in April for a family of four with a budget of 6000 USD | two-week trip to Japan in April for a family | Plan the two-week trip to Japan in April for a family of four day by day for at most 6000 USD | Add up travel, stays, food, entrance fees and a reserve for the two-week trip to Japan in April for a family of four for at most 6000 USD
plan-trip | Prepare a weekend in Vienna | a weekend in Vienna | Plan the weekend in Vienna day by day | Add up travel, stays, food, entrance fees and a reserve for the weekend in Vienna
plan-meals | Cook a three-course dinner for six people | a three-course dinner for six people | Choose the dishes of the three-course dinner for six people: diets, season, what can be made beforehand | Work out the shopping list for the three-course dinner for six people with amounts and prices
plan-meals | Plan meals for a week for two adults | meals for a week for two adults | Choose the dishes of meals for a week for two adults: diets, season, what can be made beforehand | Work out the shopping list for meals for a week for two adults with amounts and prices
move-home | Move to a new apartment in Hamburg next month | apartment in Hamburg next month | Compare movers and vans for the move to the apartment in Hamburg next month by price, date and insurance | Draft the notices and changes of address for the move to the apartment in Hamburg next month
move-home | Organise a move to Berlin in 2 months | move to Berlin | Compare movers and vans for the move to Berlin by price, date and insurance within 2 months | Draft the notices and changes of address for the move to Berlin
home-project | Renovate the bathroom | the bathroom | Compare firms and material to renovate the bathroom: price, dates, reviews | Plan the order of the work, who does it and what it costs to renovate the bathroom
home-project | Build a shed in my garden | shed in my garden | Compare firms and material to build the shed in my garden: price, dates, reviews | Plan the order of the work, who does it and what it costs to build the shed in my garden
compare-fares | Find me a cheap flight from London to Rome next weekend | a cheap flight from London to Rome next | Search a cheap flight from London to Rome next weekend at the providers themselves | Compare the whole price and the terms of the cheap flight from London to Rome next weekend, recommend one offer and the next best
compare-fares | Book a hotel room in Prague for two nights | Book a hotel room in Prague for two nights | Search a hotel room in Prague for two nights at the providers themselves | Compare the whole price and the terms of the hotel room in Prague for two nights, recommend one offer and the next best
choose-product | Find a good laptop for video editing under 1500 USD | a good laptop for video editing | Collect offers of a good laptop for video editing for at most 1500 USD: price, delivery, warranty, return | Weigh the offers of a good laptop for video editing by the needs, recommend one and name the next best
choose-product | Buy a used car for a family with two kids | a used car for a family with two kids | Collect offers of a used car for a family with two kids: price, delivery, warranty, return | Weigh the offers of a used car for a family with two kids by the needs, recommend one and name the next best
find-provider | Find a caterer and a band for our summer party | a caterer and a band for our summer party | List candidates for a caterer for our summer party with reviews, price and free dates | List candidates for a band for our summer party with reviews, price and free dates | Shorten the list for a caterer and a band for our summer party to two of each kind, with reasons and open questions
find-provider | Find a good tax advisor in Munich | a good tax advisor in Munich | List candidates for a good tax advisor in Munich with reviews, price and free dates | Shorten the list for a good tax advisor in Munich to two of each kind, with reasons and open questions
sell-thing | Sell my old bicycle online | old bicycle | Record the state, the papers and the faults of the old bicycle, and which pictures are needed | Write the advertisement for the old bicycle with a price to begin with
sell-thing | Sell our family house | family house | Record the state, the papers and the faults of the family house, and which pictures are needed | Write the advertisement for the family house with a price to begin with
put-in-order | Clean up the duplicate contacts in our CRM | Clean up the duplicate contacts in our CRM | Take stock before you clean up the duplicate contacts in our CRM: kinds, amounts, what is double, what nobody uses | Set the rules for the duplicate contacts in our CRM: what stays, where it belongs, what goes, who decides on doubtful cases | Make a copy of the duplicate contacts in our CRM from which everything can be brought back
put-in-order | Organize my photo collection of 20 years | photo collection of 20 years | Take stock before you organize the photo collection of 20 years: kinds, amounts, what is double, what nobody uses | Set the rules for the photo collection of 20 years: what stays, where it belongs, what goes, who decides on doubtful cases | Make a copy of the photo collection of 20 years from which everything can be brought back
improve-process | Improve the onboarding of new customers so that fewer cancel in the first month | the onboarding of new customers | Find the causes that stand in the way when you improve the onboarding of new customers, and rank them by weight | Plan a small trial of the most promising change in order to improve the onboarding of new customers
improve-process | Improve our customer support | customer support | Find the causes that stand in the way when you improve customer support, and rank them by weight | Plan a small trial of the most promising change in order to improve customer support
introduce-change | Plan the rollout of the new HR software to 500 employees | the rollout of the new HR software to 500 | List who is touched by the rollout of the new HR software to 500 employees: what each group gains, loses and must learn | Write what each group is told about the rollout of the new HR software to 500 employees, when, and by whom
introduce-change | Prepare the transition to a four-day week for all staff | transition to a four-day week for all staff | List who is touched by the transition to a four-day week for all staff: what each group gains, loses and must learn | Write what each group is told about the transition to a four-day week for all staff, when, and by whom
prepare-negotiation | Negotiate a better rent for our office | a better rent for our office | Set the aim, the limit and what is done without agreement, before you negotiate a better rent for our office | Write the opening, the reasons with figures and the answers to objections to negotiate a better rent for our office
prepare-negotiation | Ask my boss for a raise | boss for a raise | Set the aim, the limit and what is done without agreement, before you ask the boss for a raise | Write the opening, the reasons with figures and the answers to objections to ask the boss for a raise
personal-goal | Train for a half marathon in October | for a half marathon in October | Record where things stand before one begins to train for a half marathon in October: figures, time, limits of health and money | Collect what usually stops people who want to train for a half marathon in October, with an answer to each
personal-goal | Save 5000 dollars by the end of the year | 5000 dollars by the end of the year | Record where things stand before one begins to save 5000 dollars: figures, time, limits of health and money | Collect what usually stops people who want to save 5000 dollars, with an answer to each
prepare-teaching | Prepare a workshop about prompt engineering for marketing people | prompt engineering for marketing people | Set what the learners can do now and shall be able to do at the end, for the workshop about prompt engineering for marketing people | Write the exercises, and what to say when they go wrong, for the workshop about prompt engineering for marketing people
prepare-teaching | Teach a ten-year-old to program in Scratch | a ten-year-old to program in Scratch | Set what the learners can do now and shall be able to do at the end, in order to teach a ten-year-old to program in Scratch | Write the exercises, and what to say when they go wrong, in order to teach a ten-year-old to program in Scratch
prepare-for-exam | Prepare for a system design interview at Google | for a system design interview at Google | Go through a sample of a system design interview at Google unprepared and mark it by topic | Rehearse a system design interview at Google under its real conditions and judge it by its own marks
prepare-for-exam | Prepare for the driving test | for the driving test | Go through a sample of the driving test unprepared and mark it by topic | Rehearse the driving test under its real conditions and judge it by its own marks
create-media | Create a logo for a coffee roastery | Create a logo for a coffee roastery | Set who sees or hears the logo for a coffee roastery, what they shall think then, and in which forms it is needed | Sketch a logo for a coffee roastery in three versions that differ in their idea
create-media | Produce a two-minute explainer video about our product | two-minute explainer video about our product | Set who sees or hears the two-minute explainer video about our product, what they shall think then, and in which forms it is needed | Sketch a two-minute explainer video about our product in three versions that differ in their idea
watch-changes | Monitor competitor prices | competitor prices | Read competitor prices once from each source and keep the values with their date | Write a program that reads competitor prices on a schedule, compares with the last reading and reports changes
watch-changes | Track the exchange rate of the yen | the exchange rate of the yen | Read the exchange rate of the yen once from each source and keep the values with their date | Write a program that reads the exchange rate of the yen on a schedule, compares with the last reading and reports changes
save-data | Save the job offers as CSV | Save the job offers as CSV | Save the job offers as CSV | Read the job offers as CSV back and compare counts and a sample with where it came from
save-data | Export the contacts to Excel | Export the contacts | Export the contacts into Excel | Read the contacts back and compare counts and a sample with where it came from
write-both | Write tests and documentation for the payments module | documentation for the payments module | Write tests for the payments module | Write documentation for the payments module
write-both | Write tests and docs for the cart | docs for the cart | Write tests for the cart | Write docs for the cart
several-goals | Analyse the survey results in responses.csv and show the main trends | the survey results in responses.csv | Show the main trends in tables and charts, the most important first | Check that the charts of the main trends show what was found, no more and no less
several-goals | Analyse our support tickets and show the main topics | support tickets | Show the main topics in tables and charts, the most important first | Check that the charts of the main topics show what was found, no more and no less
research-and-compare | Compare Notion, Confluence and Obsidian for a team of eight | Compare Notion, Confluence and Obsidian for | Research Notion for a team of eight | Compare Notion, Confluence and Obsidian for a team of eight from what was found
research-and-compare | Compare Hono and Koa | Compare Hono and Koa | Research Hono | Compare Hono and Koa from what was found
build-web-application | Build a multiplayer card game in Unity | a multiplayer card game | Implement the data model and the server side of the multiplayer card game with Unity | Open the multiplayer card game and walk through its main screens
build-web-application | Create a dashboard for parcel tracking with Svelte | dashboard for parcel tracking with Svelte | Implement the data model and the server side of the dashboard for parcel tracking with Svelte | Open the dashboard for parcel tracking and walk through its main pages
build-api | Build a REST API for a library management system | a REST API for a library management system | Plan the endpoints, the data model and the errors of the REST API for a library management system | Implement the endpoints of the REST API for a library management system
build-api | Create a REST endpoint that returns the weather for a city | a REST endpoint that returns the weather for | Plan the endpoints, the data model and the errors of the REST endpoint that returns the weather for a city | Implement the endpoints of the REST endpoint that returns the weather for a city
build-library-or-tool | Write a CLI that converts Markdown files to PDF | a CLI that converts Markdown files to PDF | Implement the CLI that converts Markdown files to PDF | Write a guide to the CLI that converts Markdown files to PDF whose examples run
build-library-or-tool | Write a cron job that deletes old logs | a cron job that deletes old logs | Implement the cron job that deletes old logs | Write a guide to the cron job that deletes old logs whose examples run
add-feature | Implement rate limiting in the API gateway | rate limiting in the API gateway | Find what rate limiting touches in the API gateway | Plan the change for rate limiting in the API gateway
add-feature | We need better error handling in the import service | better error handling in the import service | Find what better error handling touches in the import service | Plan the change for better error handling in the import service
fix-bug | The export button does nothing when I click it in Firefox 128 | does nothing when I click it in Firefox 128 | Find the cause of “the export button does nothing when I click it in Firefox 128” | Remove the cause of “the export button does nothing when I click it in Firefox 128”
fix-bug | Login with Google fails with a 500 error since yesterday's release | with a 500 error since yesterday's release | Find the cause of “Login with Google fails with a 500 error since yesterday's release” | Remove the cause of “Login with Google fails with a 500 error since yesterday's release”
migrate-or-upgrade | Upgrade our monorepo from Node 18 to Node 22 | monorepo from Node 18 to Node 22 | List everything that depends on Node 18 | Carry out the upgrade of the monorepo from Node 18 to Node 22 for everything else on the list
migrate-or-upgrade | Convert our REST API to GraphQL | REST API to GraphQL | List everything that the move of the REST API to GraphQL touches | Carry out the move of the REST API to GraphQL for everything else on the list
improve-code | Refactor the notification module | the notification module | Write tests that hold today's behaviour of the notification module | Change the code to refactor the notification module
improve-code | Increase test coverage of the core package to 90% | test coverage of the core package to 90% | Record today's state of the test coverage of the core package in figures and tests | Change the code to increase the test coverage of the core package to 90%
check-work | Write unit tests for the date parser | Write unit tests for the date parser | List the cases of the date parser that are worth a test: usual ones, limits, failures | Write unit tests for the date parser
check-work | Test the mobile checkout on iPhone and Android | the mobile checkout on iPhone and Android | List the cases of the mobile checkout on iPhone and Android that are worth a test: usual ones, limits, failures | Test the mobile checkout on iPhone and Android
deploy-or-release | Release version 3.1 of our Python SDK on PyPI | Release version 3.1 of our Python SDK on | Prepare the settings, the secrets and a way back for version 3.1 of our Python SDK | Release version 3.1 of our Python SDK on PyPI
deploy-or-release | Publish our component library to npm | component library to npm | Prepare the settings, the secrets and a way back for the component library | Publish the component library to npm
publish-text | Publish the newsletter | Publish the newsletter | Proofread the newsletter and check its links and its sources | Publish the newsletter
publish-text | Release the press release on Friday | Release the press release on Friday | Proofread the press release and check its links and its sources | Release the press release on Friday
design-parts | Design the database schema for a multi-tenant invoicing system | database schema for a multi-tenant invoicing | Specify the database schema for a multi-tenant invoicing system | Check the database schema for a multi-tenant invoicing system for contradictions and gaps
design-parts | Design a mobile app for meditation | a mobile app for meditation | Specify the mobile app for meditation | Check the mobile app for meditation for contradictions and gaps
write-document | Create an onboarding guide for new developers | an onboarding guide for new developers | Outline an onboarding guide for new developers: its readers, its parts and its main statement | Write an onboarding guide for new developers
write-document | Prepare the quarterly financial report | the quarterly financial report | Outline the quarterly financial report: its readers, its parts and its main statement | Write the quarterly financial report
use-website | Download the annual report from https://example.com/reports | report from https://example.com/reports | Download the annual report from https://example.com/reports | Check that what came back answers “annual report from https://example.com/reports” completely
use-website | Book a dentist appointment for Tuesday | Book a dentist appointment for Tuesday | Book a dentist appointment for Tuesday | Check that what came back answers “dentist appointment for Tuesday” completely
learn-skill | Learn Portuguese before my trip in September | Portuguese before my trip in September | Plan the stages in which to learn Portuguese before my trip in September | Choose exercises and a small project for each stage of the plan to learn Portuguese before my trip in September
learn-skill | I want to learn to juggle | to learn to juggle | Plan the stages in which to learn to juggle | Choose exercises and a small project for each stage of the plan to learn to juggle
several-goals | Research tidal power and make an action plan | Research tidal power | Make the action plan for tidal power
several-goals | Compare Hono and Koa and create an implementation plan | Compare Hono and Koa | Make the implementation plan for Hono and Koa
general | Get our app approved in the App Store | app approved in the App Store | Set out the tasks, their order and who does them, in order to get the app approved in the App Store | Check that the plan is enough to get the app approved in the App Store
general | Make our kitchen more energy efficient | kitchen more energy efficient | Set out the tasks, their order and who does them, in order to make the kitchen more energy efficient | Check that the plan is enough to make the kitchen more energy efficient
several-goals | Fix the login bug in our app and deploy it to Heroku | the login bug in our app and
solve-problem | We keep losing customers after the first month, find out why | losing customers after the first month
solve-problem | Our neighbours complain about noise from our bar, what can we do? | noise from our bar
file-application | Apply for a residence permit in Portugal | Check which conditions for the residence permit in Portugal are met
file-application | Renew my passport before the trip in August | the passport before the trip in August
build-dataset | Create a dataset of labelled support tickets for intent classification | labelled support tickets
build-dataset | Generate sample data for the demo environment | sample data for the demo environment
prepare-meeting | Prepare the quarterly board meeting | Plan the agenda of the quarterly board meeting
prepare-meeting | Organise the kick-off for the intranet project | kick-off
fix-bug | Users report that uploaded images appear rotated on iPhones | images appear rotated on iPhones
fix-bug | Hire page shows the wrong salaries for remote jobs | Find the cause of “Hire page shows the wrong salaries
fix-bug | The nightly backup job has been failing since Tuesday, figure out why and get it running again | nightly backup job has been failing
fix-bug | Our password reset emails land in spam. Fix that | password reset emails land in spam
improve-code | Refactor the payment module, it's a mess | Change the code to refactor the payment module
improve-code | Split our monolithic Django app into smaller services, starting with billing | Change the code to split the monolithic Django app into smaller services
improve-code | Restrict access to the admin API by IP address | Change the code to restrict access to the admin API
improve-process | Improve how we hand over shifts in the hospital ward | hand over shifts in the hospital ward
introduce-change | Introduce OKRs in our company | Plan the stages of OKRs in our company
performance-work | Page load is 6s, should be under 2s | Measure the page under a typical load
performance-work | Prepare our web shop for Black Friday traffic | Measure the web shop under a typical load
performance-work | Measure and reduce the bundle size of our web app | reduce the bundle size of our web app
research-and-compare | Which CRM should a five-person sales team use? | candidates for a CRM for a five-person sales team
research-and-compare | Evaluate whether we should use gRPC or REST between our services | Research REST between our services
research-and-compare | Should I lease or buy a car? | Research leasing a car
research-and-compare | Decide on a state management library for our Angular project | candidates for a state management library
research-and-compare | Decide where to hold our annual conference: Lisbon, Prague or Athens | Research Prague
research-and-compare | Check whether our lease allows subletting | Find out whether our lease allows subletting
build-web-application | Build an MVP of a dog walking marketplace in 6 weeks | Implement the pages of the MVP of a dog walking marketplace
build-web-application | Build an internal dashboard showing revenue, churn and active users per region | Implement the pages of the internal dashboard showing revenue, churn and active users per region
build-library-or-tool | Need someone to build a scraper for real estate listings in Hamburg | Implement the scraper for real estate listings in Hamburg
build-library-or-tool | Build a RAG chatbot over our Confluence pages | serve a RAG chatbot over our Confluence pages
build-library-or-tool | Create a Figma to React component generator | Implement the Figma to React component generator
set-up-infrastructure | Monitor our API and alert the on-call person when error rates exceed 2% | Set up monitoring of the API
set-up-infrastructure | Set up logging and tracing across all microservices | Set up tracing across all microservices
migrate-or-upgrade | Upgrade PostgreSQL from 12 to 16 | List everything that depends on PostgreSQL 12
remove-code | Remove all usages of the deprecated v1 API | Find everything that uses the deprecated v1 API
data-pipeline | Sync contacts between HubSpot and Mailchimp every hour | contacts between HubSpot and Mailchimp
add-feature | Dark mode toggle for the settings page | Find out how a dark mode toggle is best added to the settings page
add-feature | Users want to sign in with Apple | signing in with Apple for users
add-feature | Give our admin panel a bulk delete feature | bulk delete feature
automate-work | Automatically assign incoming support emails to the right team | Automate assigning incoming support emails to the right team
several-goals | Translate the product brochure into Spanish and have it reviewed by a native speaker | Translate the product brochure into Spanish
write-document | Write a grant application for our community garden | Write a grant application for our community garden
update-document | Rewrite the about page so that it sounds less corporate | Rewrite the about page
home-project | Replace the kitchen tap | Compare firms and material to replace the kitchen tap
prepare-for-exam | Help my son prepare for his chemistry final in two weeks | his chemistry final
personal-goal | Create a training plan for a beginner who wants to do ten pull-ups | do ten pull-ups
organise-event | Host a hackathon for 100 students | what it takes to host a hackathon for 100 students
improve-code | Make sure no customer data leaks into logs | Change the code to make sure no customer data leaks into logs
add-feature | Build a leaderboard for our fitness app | Add a leaderboard to the fitness app
build-library-or-tool | Our team needs a shared component library, start with buttons and inputs | Implement the shared component library
personal-goal | Improve my sleep, I wake up at 4 every night | improve the sleep
start-business | Open a second location for our bakery | a second location for our bakery
several-goals | Which of our dependencies have known vulnerabilities? Upgrade them | the upgrade of the dependencies
several-goals | Find out why our Docker images are 2 GB and make them smaller | make the Docker images smaller
fix-bug | Stop our Lambda functions from timing out on cold starts | the Lambda functions timing out on cold starts
research-and-compare | Should we rewrite the frontend now or after the funding round? | Research rewriting the frontend after the funding round
improve-code | Bring our test coverage from 40 to 70 percent | bring the test coverage from 40 to 70 percent
add-feature | Implement soft delete for orders | Add soft delete for orders
data-pipeline | Crawl the product catalogue of a competitor every night and store the prices | product catalogue of a competitor
build-web-application | Turn our README into a proper documentation site | documentation site
build-library-or-tool | Build a Chrome extension which saves articles to Notion | Implement the Chrome extension which saves articles to Notion
solve-problem | Our meetings are too long. Propose something better | the meetings are too long
unreadable-goal | Erstelle eine Webseite für unsere Bäckerei | Erstelle eine Webseite für unsere Bäckerei | Find out what “Erstelle eine Webseite für unsere Bäckerei” asks for
unreadable-goal | Haz una tienda en línea | Haz una tienda en línea | Find out what “Haz una tienda en línea” asks for
`;

export const goalCases: readonly GoalCase[] = table
  .trim()
  .split("\n")
  .map((line) => {
    const [method = "", goal = "", names = "", ...steps] = line.split(" | ");
    return { method, goal, names, steps };
  });
