-- The twenty rules in SQL, over the tables persons and households, whose money is DOUBLE or DECIMAL. A run
-- fills household_decisions from household_results, since persons need it too, and reads person_results.
CREATE VIEW person_concepts AS
SELECT
  *,
  CASE WHEN employment = 'unemployed' AND adult AND age < 66 AND meets_residence AND savings < 16000
    THEN greatest(CASE WHEN age < 25 THEN 300 ELSE 380 END - gross, 0) ELSE 0 END AS e04,
  CASE WHEN carer AND age >= 16 AND salary <= 650 AND meets_residence THEN 330 ELSE 0 END AS e05,
  CASE WHEN meets_residence AND age < 66
    THEN CASE disability WHEN 'low' THEN 110 WHEN 'mid' THEN 290 WHEN 'high' THEN 430 ELSE 0 END
    ELSE 0 END AS e06
FROM (
  SELECT
    *,
    salary + self_employment + pension_income AS gross,
    age >= 18 AS adult,
    resident AND (citizen OR contribution_years >= 2) AS meets_residence
  FROM persons
);

CREATE VIEW household_aggregates AS
SELECT
  household,
  sum(gross) AS income,
  sum(savings) AS wealth,
  count(*) FILTER (adult)::INTEGER AS adults,
  count(*) FILTER (NOT adult)::INTEGER AS children,
  min(age) AS youngest,
  max(age) AS oldest,
  bool_or(salary > 0) AS earner,
  bool_or(age BETWEEN 4 AND 16) AS pupil,
  bool_or(disability = 'high') AS severely_disabled,
  sum(e04) AS jobseekers,
  bool_or(e05 > 0 OR e06 > 0) AS exempt
FROM person_concepts
GROUP BY household;

CREATE VIEW household_concepts AS
SELECT *, income / greatest(equivalence, 0.1) AS equivalent_income
FROM (
  SELECT *, 1.0 + 0.5 * greatest(adults - 1, 0) + 0.3 * children AS equivalence
  FROM households JOIN household_aggregates USING (household)
);

CREATE VIEW household_amounts AS
SELECT
  *,
  greatest(
    CASE WHEN children > 0 THEN 110 ELSE 0 END + 72 * greatest(children - 1, 0)
    - 0.1 * greatest(income - 5000, 0), 0) AS e01,
  CASE WHEN oldest >= 66
    THEN greatest(
      CASE WHEN adults >= 2 THEN 1440 ELSE 945 END - income - 0.002 * greatest(wealth - 10000, 0), 0)
    ELSE 0 END AS e03,
  CASE WHEN tenure IN ('tenant', 'social') AND wealth < 16000
    THEN greatest(
      least(rent, CASE region WHEN 'north' THEN 500 WHEN 'south' THEN 700 WHEN 'east' THEN 600
                              WHEN 'west' THEN 550 ELSE 1300 END)
      - 0.65 * greatest(income - 400 * equivalence, 0), 0)
    ELSE 0 END AS e08,
  CASE WHEN wealth < 16000
    THEN greatest(
      CASE WHEN adults >= 2 THEN 620 ELSE 393 END + 290 * least(children, 2)
      - 0.55 * greatest(income - CASE WHEN children > 0 AND earner THEN 400 ELSE 0 END, 0)
      - floor(greatest(wealth - 6000, 0) / 250)::INTEGER * 4.35, 0)
    ELSE 0 END AS e09,
  CASE WHEN (oldest >= 75 OR severely_disabled OR youngest < 5) AND equivalent_income < 1200
    THEN least(0.3 * energy_bill, 150) ELSE 0 END AS e12,
  CASE WHEN adults = 1 AND children > 0 AND youngest < 8 AND income < 2000
    THEN 150 ELSE 0 END AS e16,
  CASE WHEN wealth < 16000
    THEN CASE tenure WHEN 'owner' THEN 100 WHEN 'tenant' THEN 120 WHEN 'social' THEN 90
                     WHEN 'free' THEN 60 ELSE 0 END * greatest(1 - 0.0004 * income, 0)
    ELSE 0 END AS e17
FROM household_concepts;

CREATE VIEW household_results AS
SELECT
  id, household, income, equivalent_income, e01, e03, e08, e09,
  pupil AND e09 > 0 AND income < 620 AS e11,
  e12, e16, e17,
  CASE WHEN exempt THEN e01 + e08 + e09 + e16 + jobseekers
    ELSE least(e01 + e08 + e09 + e16 + jobseekers,
               CASE WHEN adults + children > 1 THEN 2100 ELSE 1400 END) END AS e20
FROM household_amounts;

CREATE TABLE household_decisions AS SELECT * FROM household_results LIMIT 0;

CREATE VIEW person_results AS
SELECT
  person_concepts.id,
  CASE WHEN age >= 66 AND contribution_years >= 10
    THEN least(contribution_years / 35, 1) * 900 ELSE 0 END AS e02,
  e04, e05, e06,
  CASE WHEN age >= 66
    THEN CASE disability WHEN 'mid' THEN 290 WHEN 'high' THEN 430 ELSE 0 END ELSE 0 END AS e07,
  CASE WHEN pregnant AND salary >= 500 THEN least(0.9 * salary, 750) ELSE 0 END AS e10,
  CASE WHEN employment = 'student' AND adult AND age < 30
    THEN greatest(400 - 0.2 * greatest(income - 2500, 0), 0) ELSE 0 END AS e13,
  CASE WHEN disability <> 'none' AND employment = 'employed'
    THEN 0.4 * greatest(least(salary, 2000) - 500, 0)
       + 0.2 * greatest(least(salary, 4000) - 2000, 0) ELSE 0 END AS e14,
  CASE WHEN employment IN ('employed', 'self_employed') AND adult
    THEN 0.1 * greatest(least(gross, 1200) - 600, 0) - 0.05 * greatest(gross - 1200, 0)
    ELSE 0 END AS e15,
  age < 16 OR age >= 60 OR pregnant OR (age < 19 AND employment = 'student') OR e09 > 0 AS e18,
  age >= 66 OR disability = 'high' OR (age < 18 AND equivalent_income < 1500) AS e19
FROM person_concepts
JOIN household_decisions USING (household);
